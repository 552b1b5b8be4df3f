"""Metrics of each worker for Prometheus; `backend.cli.exporter` adds up the workers.

Collected only if PROMETHEUS_MULTIPROC_DIR names a folder: prometheus-client then keeps one file for
each process.
"""

import os
import time
from pathlib import Path

from flask import Flask, g, request
from flask.wrappers import Response
from sqlalchemy import Engine, event
from sqlalchemy.pool import ConnectionPoolEntry

FOLDER = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
if FOLDER:
    # Before the import: prometheus_client reads the variable then.
    Path(FOLDER).mkdir(parents=True, exist_ok=True)

from prometheus_client import Counter, Gauge, Histogram  # noqa: E402

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

REQUESTS = Histogram(
    "popquiz_request_seconds",
    "Time the application took for a request.",
    ("route", "method", "status"),
    buckets=BUCKETS,
)
SECONDS_LATE = (0.5, 1, 2, 5, 10, 30, 60, 300)

STARTED = Counter("popquiz_attempts_started", "Games started.")
ANSWERED = Counter("popquiz_answers", "Answers stored; one sent again counts once.")
FINISHED = Counter("popquiz_attempts_finished", "Games finished.")
GAMES = Counter("popquiz_games_created", "Live games created.")
JOINED = Counter("popquiz_game_players_joined", "Players who joined a live game.")
SETTLED = Histogram(
    "popquiz_game_settle_delay_seconds",
    "How long after its end a question of a live game was settled.",
    buckets=SECONDS_LATE,
)
CONNECTIONS = Gauge(
    "popquiz_database_connections_used",
    "Database connections in use.",
    multiprocess_mode="livesum",
)


def register(app: Flask) -> None:
    """Time every request, if metrics are collected."""
    if not FOLDER:
        return

    @app.before_request
    def begin() -> None:
        g.begun = time.perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        # The rule, never the path: paths contain ids, and anyone can invent more.
        route = request.url_rule.rule if request.url_rule else "none"
        REQUESTS.labels(route, request.method, str(response.status_code)).observe(
            time.perf_counter() - g.begun
        )
        return response


def watch(engine: Engine) -> None:
    """Count the connections of this engine's pool that are in use."""
    if not FOLDER:
        return
    used: set[ConnectionPoolEntry] = set()

    @event.listens_for(engine, "checkout")
    def taken(_connection: object, record: ConnectionPoolEntry, _proxy: object) -> None:
        used.add(record)
        CONNECTIONS.inc()

    @event.listens_for(engine, "checkin")
    def returned(_connection: object, record: ConnectionPoolEntry) -> None:
        # A connection found dead at checkout is returned without having been counted.
        if record in used:
            used.remove(record)
            CONNECTIONS.dec()
