"""Docker Swarm on two engines, the local and the remote one, behind a load balancer."""

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest

from tests.support.crowd import Crowd, stored
from tests.support.engine import ROOT, docker, need, turn
from tests.support.live_game import PLAYERS, LiveGame
from tests.support.players import play
from tests.support.ports import free_port
from tests.support.remote import HOST, remote
from tests.support.stacks import POSTGRES, eventually
from tests.support.swarm import (
    IMAGES,
    NAME,
    NGINX,
    PASSWORD,
    Swarm,
    containers,
    joined,
    leave_what_was_interrupted,
    outside,
    releases,
    secret,
)

pytestmark = [
    pytest.mark.skipif(not HOST, reason="REMOTE_DOCKER_HOST names no second engine"),
    pytest.mark.alone,
]
NEW_PASSWORD = "fedcba9876543210fedcba9876543210"
NEW_KEY = NEW_PASSWORD[::-1] + PASSWORD


@pytest.fixture(scope="module")
def swarm(built: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Swarm]:
    there = urlsplit(HOST).hostname or ""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect((there, 9))
        here = str(probe.getsockname()[0])
    need(POSTGRES, NGINX)
    swarm = Swarm(
        NAME,
        ROOT,
        [],
        free_port(),
        POPQUIZ_IMAGES=IMAGES,
        POPQUIZ_PORT=str(free_port()),
        WEB_REPLICAS="2",
        DATABASE_URI_SECRET=f"{NAME}-uri",
        KEY_SECRET=f"{NAME}-key",
        TRUSTED_PROXIES="10.0.0.0/8,127.0.0.0/8,172.16.0.0/12,192.168.0.0/16",
    )
    folder = tmp_path_factory.mktemp("balancer")
    # An engine that leaves a swarm loses the names of all running containers.
    with turn("stacks"), turn("remote"):
        if docker("info", "-f", "{{.Swarm.LocalNodeState}}").strip() != "inactive":
            pytest.skip("this engine belongs to a swarm already")
        leave_what_was_interrupted(here)
        with releases(built), joined(here), outside(swarm, here, there, folder):
            database = docker("port", f"{NAME}-db", "5432").strip()
            secret(f"{NAME}-uri", f"postgresql://popquiz:{PASSWORD}@{database}/popquiz")
            secret(f"{NAME}-key", PASSWORD)
            try:
                done = swarm.release("1")
                assert done.returncode == 0, done.stdout + done.stderr
                yield swarm
            finally:
                docker("stack", "rm", NAME)


def test_every_node_serves_a_game(swarm: Swarm) -> None:
    assert play(swarm, "Of the swarm")["player_name"] == "Of the swarm"
    assert b"<title>" in swarm.get("/")[2]
    for engine in (docker, remote):
        assert containers(engine, "web")
        assert len(containers(engine, "nginx")) == 1


def test_containers_are_hardened(swarm: Swarm) -> None:
    for service in ("web", "nginx"):
        container = containers(docker, service)[0]
        form = "{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}} {{.HostConfig.Memory}}"
        read_only, dropped, memory = docker("inspect", "-f", form, container).split()
        assert (read_only, dropped) == ("true", "[ALL]")
        assert int(memory) > 0
        assert PASSWORD not in docker("inspect", container)


def test_a_lost_replica_is_replaced(swarm: Swarm) -> None:
    with Crowd(swarm) as crowd:
        eventually(lambda: crowd.requests > 300)
        victim = containers(remote, "web")[0]
        remote("kill", victim)
        eventually(lambda: victim not in containers(remote, "web") and swarm.web() == 2)
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


def test_a_bad_release_is_rolled_back(swarm: Swarm) -> None:
    with Crowd(swarm) as crowd:
        done = swarm.release("3")

    assert done.returncode == 1
    assert f"{IMAGES}web:2 is serving" in done.stderr
    assert swarm.json("/version")["commit"] == "2"
    assert crowd.failed == []
    assert crowd.answers <= stored(swarm)
    # The current release can still be deployed after that.
    again = swarm.release("2")
    assert again.returncode == 0, again.stderr


def test_nodes_can_be_drained_one_by_one(swarm: Swarm) -> None:
    """As docs/scaling.md describes. Three, because a release may leave two replicas on one node."""
    docker("service", "scale", f"{NAME}_web=3")
    with Crowd(swarm) as crowd:
        empty(swarm, remote)
        docker("service", "update", "--force", "--update-monitor", "1s", f"{NAME}_web")
        empty(swarm, docker)

    assert crowd.failed == []
    assert crowd.answers <= stored(swarm)


def test_a_node_is_drained_in_the_middle_of_a_question(swarm: Swarm) -> None:
    docker("service", "scale", f"{NAME}_web=3")
    docker("service", "update", "--force", "--update-monitor", "1s", f"{NAME}_web")
    for engine in (docker, remote):  # both nodes serve the game
        assert containers(engine, "web")
    with LiveGame(swarm, rounds=2) as game:
        game.burst()
        empty(swarm, remote)

    assert game.nothing_lost, game.live
    assert game.live.acknowledged == 2 * PLAYERS
    assert game.failed_polls == 0


def empty(swarm: Swarm, engine: Callable[..., str]) -> None:
    eventually(lambda: len(containers(engine, "web")) < 3)  # those of before are still ending
    node = engine("info", "-f", "{{.Swarm.NodeID}}").strip()
    docker("node", "update", "--availability", "drain", node)
    eventually(lambda: not containers(engine, "") and swarm.web() == 3)
    docker("node", "update", "--availability", "active", node)


SETTINGS = (
    *("python", "-c"),
    "from backend.settings import Settings; s = Settings.from_env();"
    "print(s.secret_key, s.secret_key_before, s.database_uri.username)",
)


def settings() -> set[str]:
    """Key, key before, and the database's role, in every container of `web`."""
    return {
        engine("exec", web, *SETTINGS).strip()
        for engine in (docker, remote)
        for web in containers(engine, "web")
    }


def roles(swarm: Swarm) -> set[str]:
    """The database role that `web` uses."""
    sql = "SELECT DISTINCT usename FROM pg_stat_activity WHERE application_name = 'popquiz'"
    return set(swarm.psql(sql).split())


@pytest.fixture
def quick(tmp_path: Path) -> tuple[str, str]:
    """An option of a release: new containers are watched for 1 s, not 20, before the next ones.

    The releases above take their time as they do for operators.
    """
    return option(tmp_path / "quick.yml", {"deploy": {"update_config": {"monitor": "1s"}}})


@pytest.fixture
def impatient(tmp_path: Path) -> tuple[str, str]:
    """As `quick`; containers get 29 s, not 90, to become ready, since this release never does."""
    health = {"start_period": "20s", "interval": "3s"}
    web = {"deploy": {"update_config": {"monitor": "1s"}}, "healthcheck": health}
    return option(tmp_path / "impatient.yml", web)


def option(file: Path, web: object) -> tuple[str, str]:
    file.write_text(json.dumps({"services": {"web": web}}))
    return "-c", str(file)


def test_secrets_are_rotated(swarm: Swarm, quick: tuple[str, str]) -> None:
    """The commands of docs/scaling.md, line by line."""
    database = docker("port", f"{NAME}-db", "5432").strip()
    new_uri = f"postgresql://popquiz_2:{NEW_PASSWORD}@{database}/popquiz"
    with Crowd(swarm) as crowd:
        swarm.psql(f"CREATE ROLE popquiz_2 LOGIN PASSWORD '{NEW_PASSWORD}' IN ROLE popquiz")
        swarm.psql("ALTER ROLE popquiz_2 SET role = 'popquiz'")
        secret(f"{NAME}-uri-2", new_uri)
        secret(f"{NAME}-key-2", NEW_KEY)
        swarm.env |= {"DATABASE_URI_SECRET": f"{NAME}-uri-2", "KEY_BEFORE_SECRET": f"{NAME}-key-2"}
        done = swarm.release(swarm.version(), *quick)
        assert done.returncode == 0, done.stderr
        assert swarm.secrets() == {f"{NAME}-{name}" for name in ("uri-2", "key", "key-2")}
        eventually(lambda: settings() == {f"{PASSWORD} {NEW_KEY} popquiz_2"})
        swarm.env |= {"KEY_SECRET": f"{NAME}-key-2", "KEY_BEFORE_SECRET": f"{NAME}-key"}
        done = swarm.release(swarm.version(), *quick)
        assert done.returncode == 0, done.stderr
        eventually(lambda: settings() == {f"{NEW_KEY} {PASSWORD} popquiz_2"})
        eventually(lambda: roles(swarm) == {"popquiz_2"})
        swarm.psql("ALTER ROLE popquiz PASSWORD NULL")
        seen = crowd.requests
        eventually(lambda: crowd.requests > seen + 300)

    assert crowd.failed == []
    assert crowd.answers <= stored(swarm)
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        psycopg2.connect(f"postgresql://popquiz:{PASSWORD}@{database}/popquiz")
    # Tables of a migration belong to the first role, whichever role runs it.
    with closing(psycopg2.connect(new_uri)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT session_user, current_user")
        assert cursor.fetchone() == ("popquiz_2", "popquiz")
    # The old ones are free: docker refuses to remove a secret that a service uses.
    del swarm.env["KEY_BEFORE_SECRET"]
    assert swarm.release(swarm.version(), *quick).returncode == 0
    docker("secret", "rm", f"{NAME}-uri", f"{NAME}-key")
    assert play(swarm, "After")["player_name"] == "After"


def test_a_wrong_secret_is_rolled_back(
    swarm: Swarm, quick: tuple[str, str], impatient: tuple[str, str]
) -> None:
    database = docker("port", f"{NAME}-db", "5432").strip()
    secret(f"{NAME}-uri-3", f"postgresql://popquiz:{NEW_PASSWORD[::-1]}@{database}/popquiz")
    right = swarm.env["DATABASE_URI_SECRET"]
    with Crowd(swarm) as crowd:
        swarm.env |= {"DATABASE_URI_SECRET": f"{NAME}-uri-3"}
        done = swarm.release(swarm.version(), *impatient)
        swarm.env |= {"DATABASE_URI_SECRET": right}

    assert done.returncode == 1
    assert f"{IMAGES}web:{swarm.version()} is serving, as before" in done.stderr
    assert crowd.failed == []
    assert crowd.answers <= stored(swarm)
    assert swarm.release(swarm.version(), *quick).returncode == 0
