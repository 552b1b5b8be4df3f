"""https: certificates obtained from an authority and renewed, or the operator's own."""

import socket
import ssl
import subprocess
from collections.abc import Iterator
from http.client import HTTPSConnection
from pathlib import Path

import pytest

from backend.api.client import SECURITY_HEADERS
from tests.support.acme import authority
from tests.support.command_line import lines
from tests.support.engine import docker
from tests.support.images import Images
from tests.support.ports import free_port
from tests.support.stacks import Stack, eventually, production

DOMAIN = "quiz.example.org"


@pytest.fixture(scope="module")
def stack(built: str, images: Images, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The stack, not started yet."""
    images.build("certificates")
    env = {
        "POPQUIZ_IMAGES": built,
        "POPQUIZ_TLS_PORT": str(free_port()),
        "DOMAIN": DOMAIN,
        "ACME_SERVER": "http://authority/directory",
        "ACME_EMAIL": "operator@example.org",
    }
    more = ["docker-compose.tls.yml", images.name_of("certificates")]
    stack = production("tls", tmp_path_factory.mktemp("quizdata"), env, more=more)
    with stack.present():
        yield stack


@pytest.fixture(scope="module")
def root(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The running stack, with a certificate of this root's authority."""
    stack.compose("up", "-d", "--no-build", "nginx")
    folder = tmp_path_factory.mktemp("authority")
    with authority(f"{stack.name}_outside", DOMAIN, folder) as root:
        stack.up()
        yield root


class Secure:
    """One connection to the site, as a browser that trusts the root."""

    def __init__(
        self, stack: Stack, root: Path, version: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3
    ) -> None:
        context = ssl.create_default_context(cafile=str(root))
        context.minimum_version = context.maximum_version = version
        context.set_alpn_protocols(["h2", "http/1.1"])
        port = int(stack.env["POPQUIZ_TLS_PORT"])
        with (
            socket.create_connection(("127.0.0.1", port), 5) as plain,
            context.wrap_socket(plain, server_hostname=DOMAIN) as secure,
        ):
            self.protocol = secure.selected_alpn_protocol()
            self.certificate = secure.getpeercert(binary_form=True)


def get(stack: Stack, root: Path, path: str) -> tuple[int, dict[str, str], bytes]:
    context = ssl.create_default_context(cafile=str(root))
    connection = HTTPSConnection("127.0.0.1", int(stack.env["POPQUIZ_TLS_PORT"]), context=context)
    connection.sock = context.wrap_socket(
        socket.create_connection(("127.0.0.1", connection.port), 5), server_hostname=DOMAIN
    )
    connection.request("GET", path, headers={"Host": DOMAIN})
    answer = connection.getresponse()
    headers = {name.lower(): value for name, value in answer.getheaders()}
    body = answer.read()
    connection.close()
    return answer.status, headers, body


def test_a_certificate_is_obtained_and_used(stack: Stack, root: Path) -> None:
    status, headers, body = get(stack, root, "/")

    assert status == 200
    assert b"Popquiz" in body
    assert headers["strict-transport-security"] == "max-age=31536000"
    for name, value in SECURITY_HEADERS.items():
        assert headers[name.lower()] == value
    assert b'"scheme":"https"' in get(stack, root, "/api/connection")[2]


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_http_2_works_over_tls_1_2_and_1_3(
    stack: Stack, root: Path, version: ssl.TLSVersion
) -> None:
    assert Secure(stack, root, version).protocol == "h2"


@pytest.mark.filterwarnings("ignore:.*TLSv1:DeprecationWarning")
def test_older_tls_is_refused(stack: Stack, root: Path) -> None:
    with pytest.raises(ssl.SSLError):
        Secure(stack, root, ssl.TLSVersion.TLSv1_1)


def test_plain_http_redirects_to_https(stack: Stack, root: Path) -> None:
    shown = subprocess.run(
        [
            *("curl", "-s", "-o", "/dev/null", "-w", "%{http_code} %{redirect_url}"),
            *("-H", f"Host: {DOMAIN}", f"http://127.0.0.1:{stack.port}/quiz/x?y=1"),
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert shown == f"308 https://{DOMAIN}/quiz/x?y=1"


def test_a_certificate_is_renewed_without_a_restart(stack: Stack, root: Path) -> None:
    before = Secure(stack, root).certificate
    nginx = stack.inspect("nginx")["State"]["StartedAt"]
    renewals = "/tls/authority/renewal/popquiz.conf"
    # "Thirty days before the end" is now: certbot renews when less than this is left.
    stack.exec("certificates", "sed", "-i", "1i renew_before_expiry = 120 days", renewals)

    stack.compose("restart", "-t", "1", "certificates")

    eventually(lambda: Secure(stack, root).certificate != before, 90)
    assert stack.inspect("nginx")["State"]["StartedAt"] == nginx


def test_keys_are_readable_by_their_owner_only(stack: Stack, root: Path) -> None:
    folder = Path(stack.env["QUIZDATA"]) / "tls"

    assert folder.stat().st_mode & 0o077 == 0
    mounts = stack.inspect("nginx")["Mounts"]
    assert {Path(m["Source"]).name for m in mounts if m["Type"] == "bind"} == {"live", "www"}
    assert not any(mount["RW"] for mount in mounts if mount["Type"] == "bind")


def test_the_doctor_finds_no_fault(stack: Stack, root: Path) -> None:
    network = f"{stack.name}_outside"
    web = stack.inspect("web")
    found = lines(
        docker(
            *("run", "--rm", "--network", network, "-v", f"{root}:/root.pem:ro"),
            *("-e", "SSL_CERT_FILE=/root.pem", "--add-host", f"{DOMAIN}:host-gateway"),
            *(
                "-e",
                "QUIZ_ENV=development",
                "-e",
                "SQLALCHEMY_DATABASE_URI=postgresql://x@127.0.0.1:9/x",
            ),
            *(web["Image"], "python", "manage.py", "doctor"),
            *("--url", f"https://{DOMAIN}:{stack.env['POPQUIZ_TLS_PORT']}"),
            check=False,
        )
    )

    names = ("https", "redirect", "scheme", "headers", "errors", "bodies", "compression", "cookies")
    assert {name: found[name] for name in names} == dict.fromkeys(names, "ok")
    assert "hsts" not in found


def test_your_own_certificates_can_be_used(stack: Stack, root: Path, tmp_path: Path) -> None:
    own = Path(stack.env["QUIZDATA"]) / "tls/own"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
            *("-nodes", "-days", "30", "-subj", f"/CN={DOMAIN}"),
            *("-addext", f"subjectAltName=DNS:{DOMAIN}"),
            *("-keyout", tmp_path / "privkey.pem", "-out", tmp_path / "fullchain.pem"),
        ],
        capture_output=True,
        check=True,
    )
    before = Secure(stack, root).certificate
    (own / "fullchain.pem").write_bytes((tmp_path / "fullchain.pem").read_bytes())
    (own / "privkey.pem").write_text("not a key")
    stack.compose("restart", "-t", "1", "certificates")
    eventually(lambda: "cannot be read" in stack.compose("logs", "--tail", "3", "certificates"))
    assert (
        Secure(stack, root).certificate == before
    )  # a wrong certificate does not replace a right one

    (own / "privkey.pem").write_bytes((tmp_path / "privkey.pem").read_bytes())
    stack.compose("restart", "-t", "1", "certificates")

    eventually(lambda: Secure(stack, tmp_path / "fullchain.pem").certificate != before)
    stack.up()
