"""A swarm of two engines, the local and the remote one, and the stack on them."""

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.engine import RUN, docker
from tests.support.remote import remote
from tests.support.stacks import POSTGRES, Stack, eventually

NAME = f"{RUN}-swarm"
IMAGES = f"{NAME}/"
NGINX = "nginxinc/nginx-unprivileged:1.28-alpine"
PASSWORD = "0123456789abcdef0123456789abcdef"
# Like any load balancer: skips a node that does not answer.
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


def containers(engine: Callable[..., str], service: str) -> list[str]:
    """Those of the service that run on `docker`'s or `remote`'s node; of "", those of all."""
    return engine("ps", "-q", "--filter", f"name={NAME}_{service}").split()


class Swarm(Stack):
    """The stack on both nodes; `port` is the load balancer's."""

    def psql(self, sql: str, database: str = "popquiz") -> str:
        command = ("psql", "-U", "popquiz", "-d", database, "-qtAX", "-c", sql)
        return docker("exec", f"{NAME}-db", *command).strip()

    def release(self, version: str, *options: str) -> subprocess.CompletedProcess[str]:
        rollout = self.folder / "deploy/bin/rollout-swarm"
        return subprocess.run(
            [rollout, self.name, "--resolve-image", "never", *options],
            env={**self.env, "POPQUIZ_VERSION": version, "ROLLOUT_TIMEOUT": "480"},
            capture_output=True,
            text=True,
            check=False,
        )

    def version(self) -> str:
        """The release that `web` runs."""
        shown = ("service", "inspect", "-f", "{{.Spec.TaskTemplate.ContainerSpec.Image}}")
        return docker(*shown, f"{self.name}_web").strip().rsplit(":", 1)[-1]

    def secrets(self) -> set[str]:
        """The names of the secrets that the running containers of `web` have."""
        listed = ("service", "ps", "-q", "--filter", "desired-state=running")
        tasks = docker(*listed, f"{self.name}_web").split()
        form = "{{range .Spec.ContainerSpec.Secrets}}{{.SecretName}} {{end}}"
        return set(docker("inspect", "--type", "task", "-f", form, *tasks).split())

    def web(self) -> int:
        """How many containers of `web` run."""
        listed = ("service", "ps", "--filter", "desired-state=running")
        form = ("--format", "{{.CurrentState}}")
        return docker(*listed, *form, f"{self.name}_web").count("Running")


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


@contextmanager
def releases(built: str) -> Iterator[None]:
    """Three releases of the built images, on both engines; the third does not start."""
    for service in ("web", "nginx"):
        docker("tag", f"{built}{service}", f"{IMAGES}{service}:1")
    names = [f"{IMAGES}web:1", f"{IMAGES}nginx:1", *build("2"), *build("3", 'CMD ["false"]')]
    saved = subprocess.run(["docker", "save", *names], capture_output=True, check=True).stdout
    remote("load", data=saved)
    try:
        yield
    finally:
        for engine in (docker, remote):
            engine("image", "rm", *names, check=False)


def secret(name: str, value: str) -> None:
    subprocess.run(
        ["docker", "secret", "create", name, "-"],
        input=value.encode(),
        capture_output=True,
        check=True,
    )


@contextmanager
def joined(here: str) -> Iterator[None]:
    """The two engines are one swarm, whose manager has the address `here`."""
    try:
        docker("swarm", "init", "--advertise-addr", here)
        token = docker("swarm", "join-token", "-q", "worker").strip()
        remote("swarm", "join", "--token", token, f"{here}:2377")
        eventually(lambda: docker("node", "ls", "--format", "{{.Status}}").split() == ["Ready"] * 2)
        time.sleep(10)  # an engine that has only just joined may lose its first overlay network
        yield
    finally:
        remote("swarm", "leave", "--force", check=False)
        docker("swarm", "leave", "--force", check=False)
        docker("network", "rm", "docker_gwbridge", check=False)


def leave_what_was_interrupted(here: str) -> None:
    """Let the other engine leave the swarm of an earlier run, which this engine has left."""
    form = "{{.Swarm.LocalNodeState}} {{range .Swarm.RemoteManagers}}{{.Addr}} {{end}}"
    state, *managers = remote("info", "-f", form).split()
    if state != "inactive":
        if managers not in ([], [f"{here}:2377"]):
            pytest.skip("the other engine belongs to a swarm already")
        remote("swarm", "leave", "--force")


@contextmanager
def outside(swarm: "Swarm", here: str, there: str, folder: Path) -> Iterator[None]:
    """The parts outside of the swarm: a PostgreSQL that the nodes reach, and a load balancer."""
    try:
        variables = ("-e", "POSTGRES_USER=popquiz", "-e", f"POSTGRES_PASSWORD={PASSWORD}")
        docker("run", "-d", "--name", f"{NAME}-db", *variables, "-p", f"{here}::5432", POSTGRES)
        configuration = folder / "nginx.conf"
        nodes = {
            name: f"{ip}:{swarm.env['POPQUIZ_PORT']}"
            for name, ip in (("here", here), ("there", there))
        }
        configuration.write_text(BALANCER.format(port=swarm.port, **nodes))
        balancer = ("--name", f"{NAME}-balancer", "--network", "host", "--user", "0:0")
        mounted = ("-v", f"{configuration}:/etc/nginx/nginx.conf:ro")
        docker("run", "-d", *balancer, *mounted, NGINX)
        yield
    finally:
        docker("rm", "-f", "-v", f"{NAME}-db", f"{NAME}-balancer", check=False)
