"""nginx against hostile clients: floods, forged addresses, malformed requests, slow connections."""

import json
import socket
import subprocess
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from http.client import HTTPConnection
from ipaddress import ip_network
from typing import Any

import pytest

from backend.api.client import SECURITY_HEADERS
from tests.support.engine import docker
from tests.support.http_author import author_at
from tests.support.media import image
from tests.support.players import guess, play
from tests.support.second_nginx import second_nginx
from tests.support.stacks import Stack, eventually

BURST = 1000
SLOW_CLIENTS = 1500


def writes(stack: Stack, number: int, client: Callable[[int], str]) -> Counter[int]:
    """Send this many moves of a missing game, each with X-Forwarded-For; returns the statuses."""
    found: Counter[int] = Counter()
    connection = HTTPConnection("127.0.0.1", stack.port, timeout=30)
    for turn in range(number):
        headers = {"Content-Type": "application/json", "X-Forwarded-For": client(turn)}
        connection.request("POST", "/api/quizzes/none/attempts", "{}", headers)
        with connection.getresponse() as answer:
            answer.read()
            found[answer.status] += 1
    connection.close()
    return found


def clients(stack: Stack) -> list[str]:
    """The addresses in the access log."""
    lines = docker("logs", stack.name).splitlines()
    return [json.loads(line)["client"] for line in lines if line.startswith("{")]


TOKEN = "5Jq0sXcVtTqkzX4mW1yq8A"
ATTEMPT = "0198c2de-0001-7000-8000-0123456789ab"
SECRET = [
    (f"/quiz/small?for={TOKEN}", "/quiz/small?..."),
    (f"/quiz/small?lang=en&for={TOKEN}&x=1", "/quiz/small?..."),
    (f"/link/{TOKEN}", "/link/..."),
    (f"//LINK/{TOKEN}", "//LINK/..."),
    (f"/%6Cink/{TOKEN}", "/..."),
    (f"/link/{'x' * 300}{TOKEN}", "/link/..."),
    (f"/api/links/{TOKEN}", "/api/links/..."),
    (f"/api/session/oidc/callback?code={TOKEN}", "/api/session/oidc/callback?..."),
    (f"/play/{ATTEMPT}", "/play/..."),
    (f"/result/{ATTEMPT.upper()}", "/result/..."),
    (f"/api/attempts/{ATTEMPT}/answers", "/api/attempts/.../answers"),
    ("/quiz/small", "/quiz/small"),
]


@pytest.mark.parametrize("away", [False, True], ids=["serving", "away"])
def test_the_logs_leave_out_what_grants_access(prod: Stack, away: bool) -> None:
    """Also in the error log, which has a line for each request while `web` is down."""
    site = "https://quiz.example.org"
    with second_nginx(prod) as front:
        try:
            if away:
                prod.compose("stop", "-t", "0", "web")
            for path, _ in SECRET:
                front.get(path, Referer=f"{site}{path}")
        finally:
            prod.start("web")
        front.get("/last")
        eventually(lambda: '"uri":"/last"' in everything_logged(front))
        written = everything_logged(front)

    lines = [json.loads(line) for line in written.splitlines() if line.startswith("{")]
    found = [(line["uri"], line["referer"]) for line in lines if line["referer"]]
    # Several workers write: the order of two lines may differ from that of the requests.
    assert sorted(found) == sorted((logged, f"{site}{logged}") for _, logged in SECRET)
    assert TOKEN not in written
    assert ATTEMPT not in written.lower()
    assert ("[error]" in written) == away


def everything_logged(front: Stack) -> str:
    """The access log and the error log."""
    done = subprocess.run(
        ["docker", "logs", front.name], capture_output=True, text=True, check=True
    )
    return done.stdout + done.stderr


def gateway(stack: Stack) -> str:
    """The network whose gateway forwards requests from this machine."""
    found = json.loads(docker("network", "inspect", f"{stack.name}_outside"))
    return str(ip_network(found[0]["IPAM"]["Config"][0]["Subnet"]))


def test_a_flood_of_writes_is_refused_without_affecting_neighbours(prod: Stack) -> None:
    with second_nginx(prod, WRITES_PER_SECOND="1", TRUSTED_PROXIES=gateway(prod)) as front:
        flood = writes(front, BURST + 200, lambda _: "203.0.113.7")
        neighbour = writes(front, 20, lambda _: "203.0.113.8")
        forged = writes(front, 20, lambda turn: f"198.51.100.{turn}, 203.0.113.7")
        reading = front.get("/api/quizzes", **{"X-Forwarded-For": "203.0.113.7"})[0]

        assert flood[404] >= BURST
        assert flood[429] >= 100
        assert neighbour == {404: 20}
        assert forged[429] >= 10
        assert reading == 200
        assert set(clients(front)) >= {"203.0.113.7", "203.0.113.8"}
        assert not any(client.startswith("198.51.100.") for client in clients(front))


def test_an_untrusted_forwarded_address_is_ignored(prod: Stack) -> None:
    with second_nginx(prod, WRITES_PER_SECOND="1") as front:
        found = writes(front, BURST + 200, lambda turn: f"198.51.{turn // 250}.{turn % 250}")

        assert found[429] >= 100
        assert not any(client.startswith("198.51.") for client in clients(front))


def seen(front: Stack) -> tuple[str, str]:
    """The address and the scheme that a client behind a proxy is seen with."""
    headers = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}
    connection = json.loads(front.get("/api/connection", **headers)[2])
    return connection["address"], connection["scheme"]


def test_a_trusted_proxy_sets_address_and_scheme(prod: Stack) -> None:
    with second_nginx(prod, TRUSTED_PROXIES=f"10.99.0.1,{gateway(prod)}") as front:
        assert seen(front) == ("203.0.113.9", "https")
    with second_nginx(prod, TRUSTED_PROXIES="10.99.0.1") as front:
        assert seen(front) not in (("203.0.113.9", "https"), ("203.0.113.9", "http"))
        assert seen(front)[1] == "http"


@pytest.mark.parametrize("network", ["2001:db8:1:2", "2001:db8:0:0", "2001:0:0:2"])
def test_addresses_of_one_ipv6_network_count_as_one(prod: Stack, network: str) -> None:
    """Also where nginx writes `::` for zeros, in the network or after it."""
    with second_nginx(prod, WRITES_PER_SECOND="1", TRUSTED_PROXIES=gateway(prod)) as front:
        hosts = ("{:x}:4:5:6", "0:0:0:{:x}", "{:x}:0:0:1")
        found = writes(
            front,
            BURST + 200,
            lambda turn: f"{network}:{hosts[turn % len(hosts)].format(turn + 1)}",
        )
        other = writes(front, 20, lambda _: "2001:db8:1:3:3:4:5:6")

        assert found[429] >= 100
        assert other == {404: 20}


def play_class(front: Stack, address: str, players: int) -> Counter[int]:
    """Play this many games from one address, as fast as possible; returns the statuses."""
    found: Counter[int] = Counter()
    slug = front.json("/quizzes")["quizzes"][0]["slug"]
    connection = HTTPConnection("127.0.0.1", front.port, timeout=60)
    for _ in range(players):
        status, attempt = post(connection, f"/api/quizzes/{slug}/attempts", {}, address)
        found[status] += 1
        for question in attempt.get("questions", []):
            body = {"question": question["id"], "response": guess(question)}
            path = f"/api/attempts/{attempt['id']}/answers"
            found[post(connection, path, body, address)[0]] += 1
    connection.close()
    return found


def post(
    connection: HTTPConnection, path: str, body: object, address: str
) -> tuple[int, dict[str, Any]]:  # Any: JSON
    headers = {"Content-Type": "application/json", "X-Forwarded-For": address}
    connection.request("POST", path, json.dumps(body), headers)
    with connection.getresponse() as answer:
        return answer.status, json.load(answer)


def test_a_class_behind_one_address_is_served(prod: Stack) -> None:
    with (
        second_nginx(prod, TRUSTED_PROXIES=gateway(prod)) as front,
        ThreadPoolExecutor(16) as rooms,
    ):
        games = [rooms.submit(play_class, front, "203.0.113.20", 25) for _ in range(16)]
        found = sum((game.result() for game in games), Counter[int]())

    assert set(found) == {200, 201}
    assert found[201] == 400


def test_one_attempt_cannot_flood_its_neighbours(prod: Stack) -> None:
    with second_nginx(prod, TRUSTED_PROXIES=gateway(prod)) as front:
        connection = HTTPConnection("127.0.0.1", front.port, timeout=30)
        path = f"/api/attempts/{ATTEMPT}/answers"
        body = {"question": 1, "response": {}}
        flood = Counter(post(connection, path, body, "203.0.113.30")[0] for _ in range(1500))
        connection.close()
        neighbour = play_class(front, "203.0.113.30", 1)

    assert flood[429] >= 100
    assert set(neighbour) == {200, 201}


@pytest.mark.parametrize("path", ["media", "imports", "imports/file"])
def test_slow_uploads_do_not_fill_the_memory(prod: Stack, path: str) -> None:
    size = 1_000_000 if path == "imports" else 9_000_000
    with (
        second_nginx(prod, TRUSTED_PROXIES=gateway(prod)) as front,
        ExitStack() as stack,
    ):
        session = author_at(prod, front.port).headers["Cookie"]
        uploads = [Upload(front, stack, path, size, turn, session) for turn in range(30)]
        eventually(lambda: Counter(one.status() for one in uploads) == {"": 4, "429": 26})
        for upload in uploads:
            if not upload.status():
                upload.send(size - 1)
        play(front, "Beside")
        state = json.loads(docker("inspect", "-f", "{{json .State}}", front.name))

        assert Counter(one.status() for one in uploads) == {"": 4, "429": 26}
        assert (state["OOMKilled"], state["Status"]) == (False, "running")
        assert "exited on signal" not in everything_logged(front)


def test_an_allowed_site_may_embed_pages_of_players_only(prod: Stack) -> None:
    site = "https://lms.example.org"
    with second_nginx(prod, FRAME_ANCESTORS=site) as front:
        found = {path: front.get(path)[1] for path in ("/quiz/small", "/studio")}

    assert f"frame-ancestors {site};" in found["/quiz/small"]["content-security-policy"]
    assert "x-frame-options" not in found["/quiz/small"]
    refused = {name.lower(): value for name, value in SECURITY_HEADERS.items()}
    assert refused.items() <= found["/studio"].items()


@pytest.mark.parametrize("cookie", ["", "popquiz=5Jq0sXcVtTqkzX4mW1yq8A"])
def test_slow_uploads_without_a_session_take_no_place(prod: Stack, cookie: str) -> None:
    with (
        second_nginx(prod, TRUSTED_PROXIES=gateway(prod)) as front,
        ExitStack() as stack,
    ):
        author = author_at(prod, front.port)
        uploads = [Upload(front, stack, "media", 9_000_000, turn, cookie) for turn in range(8)]
        eventually(lambda: all(one.status() for one in uploads))

        assert [one.status() for one in uploads] == ["401"] * 8
        assert author.post("/studio/media", image("PNG"), "image/png")[0] in (200, 201)


class Upload:
    """A request whose body is slow: so far, nothing of it was sent."""

    def __init__(
        self, front: Stack, stack: ExitStack, path: str, size: int, turn: int, cookie: str
    ) -> None:
        address = ("127.0.0.1", front.port)
        self._connection = stack.enter_context(socket.create_connection(address, 5))
        self._answer = b""
        head = (
            f"POST /api/studio/{path} HTTP/1.1\r\nHost: popquiz\r\nContent-Type: image/png\r\n"
            f"X-Forwarded-For: 198.51.100.{turn}\r\nCookie: {cookie}\r\n"
            f"Content-Length: {size}\r\n\r\n"
        )
        self._connection.sendall(head.encode())

    def send(self, size: int) -> None:
        self._connection.setblocking(True)
        self._connection.sendall(bytes(size))

    def status(self) -> str:
        """Of the answer; empty while there is none."""
        self._connection.setblocking(False)
        with suppress(BlockingIOError):
            self._answer = self._answer or self._connection.recv(12)
        return self._answer.decode().removeprefix("HTTP/1.1 ")


@pytest.mark.parametrize("host", ["quiz.example.org", "quiz.example.org:8080", "[::1]:8080"])
def test_our_own_page_is_known_on_every_port(prod: Stack, host: str) -> None:
    """Browsers send no Sec-Fetch-Site over plain HTTP, so that Origin and Host have to agree."""
    body = json.dumps({"email": "unknown@example.org", "password": "a wrong one"})

    def status(origin: str) -> int:
        connection = HTTPConnection("127.0.0.1", prod.port, timeout=30)
        headers = {"Host": host, "Origin": origin, "Content-Type": "application/json"}
        connection.request("POST", "/api/session", body, headers)
        found = connection.getresponse().status
        connection.close()
        return found

    assert status(f"http://{host}") != 403
    assert status("http://quiz.example.org:9999") == 403


def test_too_many_writes_return_a_problem_document(prod: Stack) -> None:
    with second_nginx(prod, WRITES_PER_SECOND="1", TRUSTED_PROXIES=gateway(prod)) as front:
        assert writes(front, BURST + 200, lambda _: "203.0.113.7")[429]
        connection = HTTPConnection("127.0.0.1", front.port)
        connection.request(
            "POST", "/api/quizzes/none/attempts", "{}", {"X-Forwarded-For": "203.0.113.7"}
        )
        answer = connection.getresponse()
        headers = {name.lower(): value for name, value in answer.getheaders()}

        assert answer.status == json.loads(answer.read())["status"] == 429
        assert headers["content-type"] == "application/problem+json"
        assert headers["retry-after"] == "1"
        assert SECURITY_HEADERS.items() <= dict(answer.getheaders()).items()
        connection.close()


@pytest.mark.parametrize(
    "environment",
    [
        {"WRITES_PER_SECOND": "many"},
        {"WRITES_PER_SECOND": "0"},
        {"TRUSTED_PROXIES": "10.0.0.0/8; include /etc/passwd"},
    ],
    ids=str,
)
def test_a_wrong_setting_stops_the_start(prod: Stack, environment: dict[str, str]) -> None:
    [(name, value)] = environment.items()
    container = f"{prod.name}-nginx-wrong"
    try:
        docker(
            *("run", "--name", container, "--read-only", "--tmpfs", "/tmp"),
            *("-e", f"{name}={value}", prod.image("nginx")),
            check=False,
        )
        assert docker("inspect", "-f", "{{.State.ExitCode}}", container).strip() == "1"
    finally:
        docker("rm", "-f", container)


REQUEST = "POST /api/quizzes/none/attempts HTTP/1.1\r\nHost: popquiz\r\n"


@pytest.mark.parametrize(
    "request_text",
    [
        REQUEST + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1",
        REQUEST + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        REQUEST + "Transfer-Encoding: xchunked\r\n\r\n{}",
        REQUEST + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        REQUEST + "Content-Length: +2\r\n\r\n{}",
        REQUEST + "Content-Length : 2\r\n\r\n{}",
        REQUEST + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
        REQUEST + "X: a\0b\r\n\r\n",
        "GET /\x01 HTTP/1.1\r\nHost: popquiz\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: popquiz\r\n" + f"X: {'x' * 3000}\r\n" * 6 + "\r\n",
        f"GET /{'x' * 20_000} HTTP/1.1\r\nHost: popquiz\r\n\r\n",
    ],
    ids=lambda text: repr(text[48:80]),
)
def test_a_malformed_request_closes_its_connection(prod: Stack, request_text: str) -> None:
    with socket.create_connection(("127.0.0.1", prod.port), 5) as connection:
        connection.sendall(request_text.encode("latin-1"))
        answer = b"".join(iter(lambda: connection.recv(65536), b""))

    assert answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 414", b"HTTP/1.1 501"))
    assert answer.count(b"HTTP/1.1 ") == 1  # the rest was not parsed as a second request


def test_slow_clients_do_not_block_players(prod: Stack) -> None:
    """Headers that never end, one byte at a time, on many connections."""
    with ExitStack() as stack:
        slow = []
        for _ in range(SLOW_CLIENTS):
            connection = stack.enter_context(socket.create_connection(("127.0.0.1", prod.port), 5))
            connection.sendall(b"GET / HTTP/1.1\r\nHost: popquiz\r\nX: ")
            slow.append(connection)
        for _ in range(3):
            play(prod, "Patient")
            for connection in slow:
                connection.sendall(b"x")
        ended = 0
        for connection in slow:
            connection.settimeout(20)  # client_header_timeout is 10 s
            try:
                ended += connection.recv(64) == b""
            except ConnectionResetError:
                ended += 1

    assert ended == SLOW_CLIENTS
