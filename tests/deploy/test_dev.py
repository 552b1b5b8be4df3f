"""Development: one command, then every change shows immediately."""

import re

from tests.support.players import play
from tests.support.stacks import Stack, eventually


def test_a_game_is_played_through_the_development_server(dev: Stack) -> None:
    assert b'<div id="app">' in dev.get("/quiz/anything", Accept="text/html")[2]
    assert play(dev, "Dev")["player_name"] == "Dev"


def test_api_and_database_are_reachable(dev: Stack) -> None:
    api = Stack("api", dev.folder, [], 5000)

    assert api.json("/health/ready") == {"status": "ok"}
    ports = dev.inspect("db")["HostConfig"]["PortBindings"]["5432/tcp"]
    assert ports == [{"HostIp": "127.0.0.1", "HostPort": "5432"}]


def test_a_changed_python_file_is_served_without_a_restart(dev: Stack) -> None:
    file = dev.folder / "backend/__init__.py"
    changed = re.sub(r'__version__ = ".*"', '__version__ = "9.9.9"', file.read_text())
    file.write_text(changed)

    eventually(lambda: dev.json("/version")["version"] == "9.9.9")


def test_a_changed_client_file_is_rebuilt_and_pushed(dev: Stack) -> None:
    page = dev.get("/")[2].decode()
    script = next(part for part in page.split('"') if part.endswith(".js"))
    assert b"webpack-dev-server/client" in dev.get(script)[2]  # hot reload is on
    file = dev.folder / "client/src/locales/en/home.arb"
    file.write_text(file.read_text().replace("Ten questions.", "Changed while running."))

    def rebuilt() -> bool:
        names = re.findall(r'src="(/[^"]+\.js)"', dev.get("/")[2].decode())
        return any(b"Changed while running." in dev.get(name)[2] for name in names)

    eventually(rebuilt)


def test_sources_are_mounted_read_only(dev: Stack) -> None:
    for service in ("web", "front"):
        binds = [m for m in dev.inspect(service)["Mounts"] if m["Type"] == "bind"]
        assert binds
        assert not any(mount["RW"] for mount in binds)
