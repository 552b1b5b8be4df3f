"""A swarm's two engines, this one and the remote one, and the stack on them."""

import os
import subprocess
from collections.abc import Callable

from tests.deploy.conftest import Stack, docker
from tests.deploy.test_remote import CERTIFICATES, HOST

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
        told = ("service", "inspect", "-f", "{{.Spec.TaskTemplate.ContainerSpec.Image}}")
        return docker(*told, f"{self.name}_web").strip().rsplit(":", 1)[-1]

    def secrets(self) -> set[str]:
        """The names of those that the containers of `web` have which shall run."""
        listed = ("service", "ps", "-q", "--filter", "desired-state=running")
        tasks = docker(*listed, f"{self.name}_web").split()
        told = "{{range .Spec.ContainerSpec.Secrets}}{{.SecretName}} {{end}}"
        return set(docker("inspect", "--type", "task", "-f", told, *tasks).split())

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
