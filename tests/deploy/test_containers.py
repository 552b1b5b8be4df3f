"""What the running containers may do, and what their images hold."""

import io
import subprocess
import tarfile
from pathlib import Path

import pytest

from tests.support.engine import ROOT, docker
from tests.support.stacks import Stack

SERVICES = ("web", "nginx", "db")
BASES = {
    "web": ("python:3.13-alpine", 80),
    "nginx": ("nginxinc/nginx-unprivileged:1.28-alpine", 2),
}


@pytest.mark.parametrize("service", SERVICES)
def test_containers_have_a_read_only_root_and_no_new_privileges(prod: Stack, service: str) -> None:
    host = prod.inspect(service)["HostConfig"]

    assert host["ReadonlyRootfs"] is True
    assert "no-new-privileges:true" in host["SecurityOpt"]
    assert host["CapDrop"] == ["ALL"]
    assert not host["Privileged"]
    assert host["Memory"] > 0
    assert host["PidsLimit"] > 0


@pytest.mark.parametrize("service", SERVICES)
def test_the_main_process_is_not_root(prod: Stack, service: str) -> None:
    pid = prod.inspect(service)["State"]["Pid"]
    status = Path(f"/proc/{pid}/status").read_text()

    user = next(line for line in status.splitlines() if line.startswith("Uid:")).split()[1]
    assert user != "0"


@pytest.mark.parametrize("service", SERVICES)
def test_containers_restart_and_rotate_logs(prod: Stack, service: str) -> None:
    host = prod.inspect(service)["HostConfig"]

    assert host["RestartPolicy"]["Name"] == "always"
    assert host["LogConfig"]["Type"] == "json-file"
    assert host["LogConfig"]["Config"] == {"max-file": "5", "max-size": "10m"}


def test_only_nginx_is_reachable_from_outside(prod: Stack) -> None:
    published = {
        service: list(prod.inspect(service)["HostConfig"]["PortBindings"] or {})
        for service in SERVICES
    }

    assert published == {"web": [], "db": [], "nginx": ["8080/tcp"]}
    networks = prod.inspect("db")["NetworkSettings"]["Networks"]
    assert list(networks) == [f"{prod.name}_inside"]


def test_secrets_are_strong_and_only_in_files(prod: Stack) -> None:
    folder = Path(prod.env["QUIZDATA"]) / "secrets"
    secrets = [(folder / name).read_text() for name in ("db/password", "web/key")]

    assert folder.stat().st_mode & 0o777 == 0o700
    assert all(len(secret) == 64 for secret in secrets)
    assert secrets[0] != secrets[1]
    for service in (*SERVICES, "migrate", "secrets"):
        environment = str(prod.inspect(service)["Config"]["Env"])
        assert not any(secret in environment for secret in secrets)


def test_no_project_file_is_mounted_so_the_host_may_be_remote(prod: Stack) -> None:
    for service in (*SERVICES, "migrate", "secrets"):
        for mount in prod.inspect(service)["Mounts"]:
            assert mount["Source"].startswith(prod.env["QUIZDATA"]), mount


def test_the_web_image_holds_the_application_and_no_tools(prod: Stack) -> None:
    files = prod.exec("web", "find", "/app", "-maxdepth", "2", "-not", "-name", "*.pyc")

    assert "/app/backend/wsgi.py" in files
    for unwanted in ("client", "tests", "deploy", ".git", ".env"):
        assert f"/app/{unwanted}" not in files.split()
    for tool in ("gcc", "curl", "uv"):
        assert prod.compose("exec", "-T", "web", "which", tool, check=False) == ""


def test_the_nginx_image_holds_no_sources_and_no_maps(prod: Stack) -> None:
    files = prod.exec("nginx", "find", "/usr/share/nginx/popquiz", "-type", "f")

    assert "index.html" in files
    assert not [name for name in files.split() if name.endswith((".map", ".ts", ".vue"))]


@pytest.mark.parametrize("service", BASES)
def test_an_image_adds_little_to_its_base(prod: Stack, service: str) -> None:
    base, limit = BASES[service]
    images = (prod.image(service), base)
    sizes = [int(docker("image", "inspect", "-f", "{{.Size}}", name)) for name in images]

    assert (sizes[0] - sizes[1]) / 1e6 <= limit


@pytest.mark.parametrize("name", ["web", "nginx", "front"])
def test_a_build_context_is_small(name: str, tmp_path: Path) -> None:
    """What `docker build` sends: everything that the image's own ignore file lets through."""
    ignore = (ROOT / f"deploy/{name}.dockerfile.dockerignore").read_text()
    (tmp_path / "probe").write_text("FROM scratch\nCOPY . /\n")
    (tmp_path / "probe.dockerignore").write_text(ignore)
    command = ["docker", "build", "-q", "-f", str(tmp_path / "probe"), "-o", "type=tar,dest=-"]
    done = subprocess.run([*command, str(ROOT)], capture_output=True, check=True)

    assert 10_000 < len(done.stdout) <= 2_500_000
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as context:
        folders = {member.split("/")[0] for member in context.getnames()}
    expected = {
        "web": {"backend", "manage.py", "requirements.txt", "uwsgi.ini"},
        "nginx": {"client", "deploy"},
        "front": {"client"},
    }
    assert folders == expected[name]


def test_the_configurations_are_valid(prod: Stack) -> None:
    prod.exec("nginx", "nginx", "-t")
    assert "socket = :3033" in prod.exec("web", "cat", "uwsgi.ini")
