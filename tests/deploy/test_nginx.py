"""nginx before hostile clients: floods, forged addresses, malformed requests, slow connections."""

import json
import socket
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from http.client import HTTPConnection
from ipaddress import ip_network

import pytest

from backend.api.client import SECURITY_HEADERS
from tests.support.engine import docker
from tests.support.players import play
from tests.support.second_nginx import second_nginx
from tests.support.stacks import Stack, eventually

BURST = 1000
SLOW_CLIENTS = 1500


def writes(stack: Stack, number: int, client: Callable[[int], str]) -> Counter[int]:
    """So many moves of a game that does not exist, each with X-Forwarded-For; their statuses."""
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
SECRET = [
    (f"/quiz/small?for={TOKEN}", "/quiz/small?for=..."),
    (f"/quiz/small?lang=en&for={TOKEN}&x=1", "/quiz/small?lang=en&for=..."),
    (f"/quiz/small?for={TOKEN}&for={TOKEN}", "/quiz/small?for=..."),
    (f"/link/{TOKEN}", "/link/..."),
    (f"/api/links/{TOKEN}", "/api/links/..."),
    (f"/api/session/oidc/callback?code={TOKEN}", "/api/session/oidc/callback..."),
    ("/quiz/small?before=1&fort=2", "/quiz/small?before=1&fort=2"),
]


def test_the_log_leaves_out_what_grants_access(prod: Stack) -> None:
    site = "https://quiz.example.org"
    with second_nginx(prod) as front:
        for path, _ in SECRET:
            front.get(path, Referer=f"{site}{path}")
        front.get("/last")
        eventually(lambda: '"uri":"/last"' in docker("logs", front.name))
        written = docker("logs", front.name)

    lines = [json.loads(line) for line in written.splitlines() if line.startswith("{")]
    found = [(line["uri"], line["referer"]) for line in lines if line["referer"]]
    assert found == [(logged, f"{site}{logged}") for _, logged in SECRET]
    assert TOKEN not in written


def gateway(stack: Stack) -> str:
    """The network whose gateway passes on what comes from this machine."""
    found = json.loads(docker("network", "inspect", f"{stack.name}_outside"))
    return str(ip_network(found[0]["IPAM"]["Config"][0]["Subnet"]))


def test_a_flood_of_writes_is_refused_and_its_neighbour_is_not(prod: Stack) -> None:
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


def test_a_trusted_proxy_is_believed_in_address_and_scheme(prod: Stack) -> None:
    with second_nginx(prod, TRUSTED_PROXIES=f"10.99.0.1,{gateway(prod)}") as front:
        assert seen(front) == ("203.0.113.9", "https")
    with second_nginx(prod, TRUSTED_PROXIES="10.99.0.1") as front:
        assert seen(front) not in (("203.0.113.9", "https"), ("203.0.113.9", "http"))
        assert seen(front)[1] == "http"


def test_addresses_of_one_ipv6_network_count_as_one(prod: Stack) -> None:
    with second_nginx(prod, WRITES_PER_SECOND="1", TRUSTED_PROXIES=gateway(prod)) as front:
        found = writes(front, BURST + 200, lambda turn: f"2001:db8:1:2:3:4:5:{turn:x}")
        other = writes(front, 20, lambda _: "2001:db8:1:3:3:4:5:6")

        assert found[429] >= 100
        assert other == {404: 20}


def test_too_many_writes_is_a_problem_document(prod: Stack) -> None:
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
def test_a_malformed_request_is_refused_and_its_connection_closed(
    prod: Stack, request_text: str
) -> None:
    with socket.create_connection(("127.0.0.1", prod.port), 5) as connection:
        connection.sendall(request_text.encode("latin-1"))
        answer = b"".join(iter(lambda: connection.recv(65536), b""))

    assert answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 414", b"HTTP/1.1 501"))
    assert answer.count(b"HTTP/1.1 ") == 1  # what followed was not taken for a second request


def test_slow_clients_do_not_keep_others_from_playing(prod: Stack) -> None:
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
