"""Serve the /metrics of all this container's workers on port 9100, for Prometheus only.

uWSGI runs it beside the workers (uwsgi.ini). As a separate process, it takes no worker from the
players; nginx does not proxy its port, so it stays internal.
"""

import json
import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import psycopg2
from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector

from .. import __version__
from ..environment import SettingsError
from ..settings import Settings

PORT = 9100
STATS = ("127.0.0.1", 9191)
TIMEOUT = 2.0  # seconds
GROUPS = (("players", (1, 2), (3033, 3035)), ("authors", (3,), (3034,)))
"""Name, workers and the ports of their sockets (`map-socket` in uwsgi.ini)."""


class Workers(Collector):
    """Metrics of the workers, from uWSGI's stats socket.

    https://uwsgi-docs.readthedocs.io/en/latest/StatsServer.html
    """

    def collect(self) -> Iterator[Metric]:
        stats = _stats()
        workers = [worker for worker in stats["workers"] if worker["status"] != "cheap"]
        threads = GaugeMetricFamily(
            "popquiz_threads", "Threads that serve requests.", labels=("workers",)
        )
        busy = GaugeMetricFamily(
            "popquiz_threads_busy", "Threads busy with a request.", labels=("workers",)
        )
        queue = GaugeMetricFamily(
            "popquiz_listen_queue", "Requests waiting for a thread.", labels=("workers",)
        )
        for group, ids, ports in GROUPS:
            cores = [core for worker in workers if worker["id"] in ids for core in worker["cores"]]
            threads.add_metric((group,), len(cores))
            busy.add_metric((group,), sum(core["in_request"] for core in cores))
            names = tuple(f":{port}" for port in ports)
            sockets = [one for one in stats["sockets"] if one["name"].endswith(names)]
            queue.add_metric((group,), sum(socket["queue"] for socket in sockets))
        yield from (threads, busy, queue)
        for name, key, description in (
            ("popquiz_worker_restarts", "respawn_count", "Workers that were restarted."),
            ("popquiz_worker_hangs", "harakiri_count", "Workers that hung and were killed."),
        ):
            # respawn_count includes the first start of each worker.
            count = sum(worker[key] for worker in workers)
            yield CounterMetricFamily(
                name, description, count - (len(workers) if key == "respawn_count" else 0)
            )


def _stats() -> Any:  # Any: JSON
    with socket.create_connection(STATS, TIMEOUT) as connection:
        connection.settimeout(TIMEOUT)
        return json.loads(b"".join(iter(lambda: connection.recv(65536), b"")))


# A game that its host left 2 hours ago has ended (LONGEST in games/phase.py).
GAMES = """
    SELECT count(*), coalesce(sum(players), 0)
    FROM game CROSS JOIN LATERAL (
        SELECT count(*) AS players FROM attempt WHERE game_id = game.id AND kicked_at IS NULL
    ) AS joined
    WHERE ended_at IS NULL AND commanded_at > now() - interval '2 hours'
"""


class Database(Collector):
    """Whether the database answers, the newest backup, and the live games that run."""

    def __init__(self, settings: Settings) -> None:
        self.uri = settings.database_uri.set(drivername="postgresql").render_as_string(
            hide_password=False
        )

    def collect(self) -> Iterator[Metric]:
        up, newest, games = 0, None, None
        try:
            connection = psycopg2.connect(self.uri, connect_timeout=int(TIMEOUT))
            try:
                with connection.cursor() as cursor:
                    up = 1
                    cursor.execute("SELECT extract(epoch FROM max(made_at)) FROM backup")
                    row = cursor.fetchone()
                    newest = row[0] if row else None
                    cursor.execute(GAMES)
                    games = cursor.fetchone()
            finally:
                connection.close()
        except psycopg2.Error:
            pass
        yield GaugeMetricFamily("popquiz_database_up", "Whether the database answers.", up)
        if newest is not None:
            yield GaugeMetricFamily(
                "popquiz_backup_timestamp_seconds",
                "When the newest backup was made.",
                float(newest),
            )
        if games is not None:
            yield GaugeMetricFamily("popquiz_games_running", "Live games.", int(games[0]))
            yield GaugeMetricFamily(
                "popquiz_game_players", "Players of the live games that run.", int(games[1])
            )


class Living(MultiProcessCollector):
    """The workers' metrics, without the live gauges of dead workers."""

    def collect(self) -> Any:  # Any: as prometheus-client's
        for file in Path(self._path).glob("gauge_live*_*.db"):
            pid = int(file.stem.rpartition("_")[2])
            if not Path(f"/proc/{pid}").exists():
                mark_process_dead(pid, self._path)  # type: ignore[no-untyped-call]
        return super().collect()  # type: ignore[no-untyped-call]


class Release(Collector):
    def __init__(self, commit: str) -> None:
        self.commit = commit

    def collect(self) -> Iterator[Metric]:
        info = GaugeMetricFamily("popquiz_info", "The release.", labels=("version", "commit"))
        info.add_metric((__version__, self.commit), 1)
        yield info


def main() -> int:
    """Serve until SIGTERM."""
    try:
        settings = Settings.from_env()
    except SettingsError as error:
        print(f"exporter: {error}", file=sys.stderr)
        return 1
    folder = Path(os.environ["PROMETHEUS_MULTIPROC_DIR"])
    folder.mkdir(parents=True, exist_ok=True)  # the workers may not have started yet
    registry = CollectorRegistry()
    Living(registry, str(folder))  # type: ignore[no-untyped-call]
    for collector in (Workers(), Database(settings), Release(settings.commit)):
        registry.register(collector)
    over = Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT):
        signal.signal(number, lambda *_: over.set())
    start_http_server(PORT, registry=registry)
    over.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
