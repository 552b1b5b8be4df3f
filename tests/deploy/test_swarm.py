"""Docker Swarm over two engines, this one and the remote one, with a load balancer in front."""

import os
import socket
import subprocess
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.deploy.conftest import ROOT, Stack, docker, eventually, free_port, play
from tests.deploy.crowd import Crowd
from tests.deploy.test_remote import CERTIFICATES, HOST
from tests.deploy.test_rollout import stored

NAME = "popquiz-test-swarm"
IMAGES = f"{NAME}/"
REMOTE = {"DOCKER_HOST": HOST, "DOCKER_TLS_VERIFY": "1", "DOCKER_CERT_PATH": CERTIFICATES}
PASSWORD = "0123456789abcdef0123456789abcdef"
# As any load balancer does: a node that does not answer is passed over.
BALANCER = """
pid /tmp/pid;
events {{ }}
http {{
    access_log off;
    client_body_temp_path /tmp/1; proxy_temp_path /tmp/2; uwsgi_temp_path /tmp/3;
    fastcgi_temp_path /tmp/4; scgi_temp_path /tmp/5;
    upstream nodes {{ server {here}; server {there}; }}
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass http://nodes;
            proxy_connect_timeout 1s;
            proxy_next_upstream error timeout http_502 non_idempotent;
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        }}
    }}
}}
"""

pytestmark = pytest.mark.skipif(not HOST, reason="REMOTE_DOCKER_HOST names no second engine")


def remote(*command: str, check: bool = True, data: bytes | None = None) -> str:
    done = subprocess.run(
        ["docker", *command],
        env={**os.environ, **REMOTE},
        input=data,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0 or not check, done.stderr
    return done.stdout.decode()


class Swarm(Stack):
    """The stack on both nodes; `port` is the load balancer's."""

    def psql(self, sql: str, database: str = "popquiz") -> str:
        command = ("psql", "-U", "popquiz", "-d", database, "-qtAX", "-c", sql)
        return docker("exec", f"{NAME}-db", *command).strip()

    def release(self, version: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.folder / "deploy/bin/rollout-swarm", self.name, "--resolve-image", "never"],
            env={**self.env, "POPQUIZ_VERSION": version, "ROLLOUT_TIMEOUT": "240"},
            capture_output=True,
            text=True,
            check=False,
        )

    def web(self) -> int:
        """How many containers of it serve."""
        told = (
            "service",
            "ps",
            "--filter",
            "desired-state=running",
            "--format",
            "{{.CurrentState}}",
        )
        return docker(*told, f"{self.name}_web").count("Running")


def build(version: str, *change: str) -> list[str]:
    """Images of both services under that version."""
    file = "\n".join([f"FROM {IMAGES}web:1", f"ENV COMMIT_HASH={version}", *change])
    subprocess.run(
        ["docker", "build", "-q", "-t", f"{IMAGES}web:{version}", "-"],
        input=file.encode(),
        capture_output=True,
        check=True,
    )
    docker("tag", f"{IMAGES}nginx:1", f"{IMAGES}nginx:{version}")
    return [f"{IMAGES}web:{version}", f"{IMAGES}nginx:{version}"]


def take_to_the_other_node(images: list[str]) -> None:
    saved = subprocess.run(["docker", "save", *images], capture_output=True, check=True).stdout
    remote("load", data=saved)


def secret(name: str, value: str) -> None:
    subprocess.run(
        ["docker", "secret", "create", name, "-"],
        input=value.encode(),
        capture_output=True,
        check=True,
    )


@pytest.fixture(scope="module")
def swarm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Swarm]:
    if docker("info", "-f", "{{.Swarm.LocalNodeState}}").strip() != "inactive":
        pytest.skip("this engine belongs to a swarm already")
    there = urlsplit(HOST).hostname or ""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect((there, 9))
        here = str(probe.getsockname()[0])
    port = free_port()
    swarm = Swarm(
        NAME,
        ROOT,
        [],
        free_port(),
        POPQUIZ_IMAGES=IMAGES,
        POPQUIZ_PORT=str(port),
        WEB_REPLICAS="2",
        DATABASE_URI_SECRET=f"{NAME}-uri",
        KEY_SECRET=f"{NAME}-key",
        TRUSTED_PROXIES="10.0.0.0/8,127.0.0.0/8,172.16.0.0/12,192.168.0.0/16",
    )
    for service in ("web", "nginx"):
        file = f"deploy/{service}.dockerfile"
        docker("build", "-q", "-f", str(ROOT / file), "-t", f"{IMAGES}{service}:1", str(ROOT))
    images = [f"{IMAGES}web:1", f"{IMAGES}nginx:1", *build("2"), *build("3", 'CMD ["false"]')]
    take_to_the_other_node(images)
    try:
        docker("swarm", "init", "--advertise-addr", here)
        token = docker("swarm", "join-token", "-q", "worker").strip()
        remote("swarm", "join", "--token", token, f"{here}:2377")
        # Outside of the swarm: any PostgreSQL that the nodes reach.
        variables = ("-e", "POSTGRES_USER=popquiz", "-e", f"POSTGRES_PASSWORD={PASSWORD}")
        image = "postgres:18-alpine"
        docker("run", "-d", "--name", f"{NAME}-db", *variables, "-p", f"{here}::5432", image)
        database = docker("port", f"{NAME}-db", "5432").strip()
        secret(f"{NAME}-uri", f"postgresql://popquiz:{PASSWORD}@{database}/popquiz")
        secret(f"{NAME}-key", PASSWORD)
        configuration = Path(tmp_path_factory.mktemp("balancer")) / "nginx.conf"
        nodes = {"here": f"{here}:{port}", "there": f"{there}:{port}"}
        configuration.write_text(BALANCER.format(port=swarm.port, **nodes))
        balancer = ("--name", f"{NAME}-balancer", "--network", "host", "--user", "0:0")
        mounted = ("-v", f"{configuration}:/etc/nginx/nginx.conf:ro")
        docker("run", "-d", *balancer, *mounted, "nginxinc/nginx-unprivileged:1.28-alpine")
        done = swarm.release("1")
        assert done.returncode == 0, done.stdout + done.stderr
        yield swarm
    finally:
        docker("stack", "rm", NAME, check=False)
        docker("rm", "-f", "-v", f"{NAME}-db", f"{NAME}-balancer", check=False)
        remote("swarm", "leave", "--force", check=False)
        docker("swarm", "leave", "--force", check=False)
        docker("network", "rm", "docker_gwbridge", check=False)
        docker("image", "rm", *images, check=False)


def test_it_is_played_on_every_node(swarm: Swarm) -> None:
    assert play(swarm, "Of the swarm")["player_name"] == "Of the swarm"
    assert b"<title>" in swarm.get("/")[2]
    for engine in (docker, remote):
        assert len(engine("ps", "-q", "--filter", f"name={NAME}_web").split()) == 1
        assert len(engine("ps", "-q", "--filter", f"name={NAME}_nginx").split()) == 1


def test_containers_may_do_little(swarm: Swarm) -> None:
    for service in ("web", "nginx"):
        container = docker("ps", "-q", "--filter", f"name={NAME}_{service}").strip()
        told = "{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}} {{.HostConfig.Memory}}"
        read_only, dropped, memory = docker("inspect", "-f", told, container).split()
        assert (read_only, dropped) == ("true", "[ALL]")
        assert int(memory) > 0
        assert PASSWORD not in docker("inspect", container)


def test_a_node_loses_its_replica(swarm: Swarm) -> None:
    with Crowd(swarm) as crowd:
        eventually(lambda: crowd.requests > 300)
        victim = remote("ps", "-q", "--filter", f"name={NAME}_web").strip()
        remote("kill", victim)
        eventually(lambda: victim not in remote("ps", "-q") and swarm.web() == 2)
        seen = crowd.requests
        eventually(lambda: crowd.requests > seen + 300)

    assert crowd.failed == []
    assert crowd.answers <= stored(swarm)


def test_a_release_takes_over(swarm: Swarm) -> None:
    with Crowd(swarm) as crowd:
        done = swarm.release("2")

    assert done.returncode == 0, done.stderr
    assert swarm.json("/version")["commit"] == "2"
    assert crowd.requests > 300
    assert crowd.failed == []
    assert crowd.answers <= stored(swarm)


def test_a_bad_release_is_taken_back(swarm: Swarm) -> None:
    with Crowd(swarm) as crowd:
        done = swarm.release("3")

    assert done.returncode == 1
    assert f"{IMAGES}web:2 is serving" in done.stderr
    assert swarm.json("/version")["commit"] == "2"
    assert crowd.failed == []
    assert crowd.answers <= stored(swarm)
    # That it was taken back once is no fault of the one that serves.
    again = swarm.release("2")
    assert again.returncode == 0, again.stderr


def test_a_node_is_emptied(swarm: Swarm) -> None:
    node = remote("info", "-f", "{{.Swarm.NodeID}}").strip()
    gone = partial(remote, "ps", "-q", "--filter", f"name={NAME}_")
    with Crowd(swarm) as crowd:
        docker("node", "update", "--availability", "drain", node)
        eventually(lambda: not gone() and swarm.web() == 2)
        docker("node", "update", "--availability", "active", node)

    assert crowd.failed == []
    assert crowd.answers <= stored(swarm)
