"""Metrics: exact over all workers, and hidden from the outside."""

import json
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.support.engine import ROOT, docker
from tests.support.players import guess, play
from tests.support.ports import free_port
from tests.support.stacks import Stack, eventually

MONITORING = ROOT / "deploy/monitoring"
DASHBOARD = json.loads((MONITORING / "grafana/dashboards/popquiz.json").read_text())
EXPRESSIONS = [target["expr"] for panel in DASHBOARD["panels"] for target in panel["targets"]]
FETCH = "import sys, urllib.request as r; sys.stdout.write(r.urlopen('{}').read().decode())"

needs_promtool = pytest.mark.skipif(
    shutil.which("promtool") is None, reason="no promtool here (Debian's package prometheus)"
)


def scrape(stack: Stack) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    """All samples, by name and labels. Waits, since the exporter starts beside the workers."""
    texts = []

    def asked() -> bool:
        command = ("python", "-c", FETCH.format("http://127.0.0.1:9100/metrics"))
        texts.append(stack.compose("exec", "-T", "web", *command, check=False))
        return bool(texts[-1])

    eventually(asked)
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(texts[-1])
        for sample in family.samples
    }


def total(stack: Stack, name: str, **labels: str) -> float:
    wanted = set(labels.items())
    return sum(
        value for (n, found), value in scrape(stack).items() if n == name and wanted <= found
    )


def processes(stack: Stack, command: str) -> list[int]:
    """The host's ids of the processes in `web` that run this."""
    shown = docker("top", stack.compose("ps", "-q", "web").strip(), "-o", "pid,args")
    return [int(line.split()[0]) for line in shown.splitlines() if command in line]


def master(stack: Stack) -> int:
    pid: int = stack.inspect("web")["State"]["Pid"]
    return pid


def test_metrics_add_up_over_all_workers(prod: Stack) -> None:
    route = "/api/attempts/<uuid:attempt_id>/answers"
    counts = {"route": route, "method": "POST", "status": "200"}
    names = ("attempts_started", "answers", "attempts_finished")
    before = {name: total(prod, f"popquiz_{name}_total") for name in names}
    requests = total(prod, "popquiz_request_seconds_count", **counts)

    results = [play(prod, f"Counted {number}") for number in range(6)]
    quiz = results[0]["quiz"]["slug"]
    attempt = prod.json(f"/quizzes/{quiz}/attempts", {})
    question = attempt["questions"][0]
    body = {"question": question["id"], "response": guess(question)}
    for _ in range(3):  # the same answer, three times
        prod.json(f"/attempts/{attempt['id']}/answers", body)

    questions = sum(len(result["questions"]) for result in results)
    after = {name: total(prod, f"popquiz_{name}_total") - before[name] for name in names}
    assert after == {"attempts_started": 7, "answers": questions + 1, "attempts_finished": 6}
    assert total(prod, "popquiz_request_seconds_count", **counts) - requests == questions + 3
    assert total(prod, "popquiz_threads", workers="players") == 4
    assert total(prod, "popquiz_threads", workers="authors") == 2
    assert total(prod, "popquiz_database_up") == 1
    assert total(prod, "popquiz_info", commit="0123abc") == 1


def test_a_killed_worker_loses_no_counts(prod: Stack) -> None:
    play(prod, "Before")
    before = total(prod, "popquiz_answers_total")
    restarts = total(prod, "popquiz_worker_restarts_total")
    worker = next(pid for pid in processes(prod, "uwsgi") if pid != master(prod))

    os.kill(worker, signal.SIGKILL)

    eventually(lambda: total(prod, "popquiz_worker_restarts_total") == restarts + 1)
    questions = len(play(prod, "After")["questions"])
    assert total(prod, "popquiz_answers_total") == before + questions
    assert total(prod, "popquiz_database_connections_used") in range(5)


def test_the_exporter_comes_back(prod: Stack) -> None:
    [exporter] = processes(prod, "backend.cli.exporter")

    os.kill(exporter, signal.SIGKILL)

    eventually(lambda: total(prod, "popquiz_threads", workers="players") == 4)


def test_a_database_that_is_away_is_reported(prod: Stack) -> None:
    prod.compose("stop", "db")
    try:
        assert total(prod, "popquiz_database_up") == 0
        # Neither connections that were closed nor those that cannot be made are in use.
        assert {prod.get("/api/quizzes")[0] for _ in range(8)} == {503}
        assert total(prod, "popquiz_database_connections_used") == 0
    finally:
        prod.start("db")
    eventually(lambda: total(prod, "popquiz_database_up") == 1)
    play(prod, "Back")
    assert total(prod, "popquiz_database_connections_used") in range(5)


def test_metrics_are_not_reachable_from_outside(prod: Stack) -> None:
    for path in ("/metrics", "/api/metrics", "/api/../metrics"):
        assert b"popquiz_answers" not in prod.get(path)[2]
    assert not prod.inspect("web")["NetworkSettings"]["Ports"].get("9100/tcp")


def test_the_dashboard_queries_existing_metrics(prod: Stack) -> None:
    play(prod, "Seen")
    prod.exec(
        "db", "psql", "-U", "popquiz", "-qc", "INSERT INTO backup (bytes, answers) VALUES (1, 0)"
    )
    there = {name for name, _ in scrape(prod)}

    alerts = (MONITORING / "alerts.yml").read_text()
    for text in (*EXPRESSIONS, alerts):
        assert set(re.findall(r"popquiz_\w+", text)) <= there


@needs_promtool
@pytest.mark.parametrize(
    "command",
    [
        ("check", "config", "prometheus.yml"),
        ("check", "rules", "alerts.yml"),
        ("test", "rules", "alerts_test.yml"),
    ],
    ids=" ".join,
)
def test_monitoring_files_are_valid(command: tuple[str, ...]) -> None:
    done = subprocess.run(
        ["promtool", *command], cwd=MONITORING, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def prometheus(prod: Stack, tmp_path: Path) -> Iterator[str]:
    """The URL of a real Prometheus with our alerts, scraping the real container."""
    if shutil.which("prometheus") is None:
        pytest.skip("no prometheus here (Debian's package prometheus)")
    network = prod.inspect("web")["NetworkSettings"]["Networks"][f"{prod.name}_outside"]
    found = (MONITORING / "prometheus.yml").read_text().replace("15s", "1s")
    named = found[found.index("    # Every container") :]
    static = f"    static_configs:\n      - targets: ['{network['IPAddress']}:9100']\n"
    (tmp_path / "prometheus.yml").write_text(found.replace(named, static))
    shutil.copy(MONITORING / "alerts.yml", tmp_path)
    port = free_port()
    server = subprocess.Popen(
        [
            *("prometheus", f"--config.file={tmp_path}/prometheus.yml"),
            *(f"--storage.tsdb.path={tmp_path}/data", f"--web.listen-address=127.0.0.1:{port}"),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def query(prometheus: str, expression: str) -> Any:  # Any: JSON
    with urlopen(f"{prometheus}/api/v1/query?query={quote(expression)}") as answer:
        return json.load(answer)["data"]["result"]


def scrapes(prometheus: str) -> int:
    """How often it has scraped."""
    [found] = query(prometheus, 'count_over_time(up{job="popquiz"}[5m])')
    return int(found["value"][1])


def test_prometheus_understands_every_panel(prod: Stack, prometheus: str) -> None:
    prod.exec(
        "db", "psql", "-U", "popquiz", "-qc", "INSERT INTO backup (bytes, answers) VALUES (1, 0)"
    )
    eventually(lambda: query(prometheus, 'up{job="popquiz"} == 1') != [])
    play(prod, "Charted")
    seen = scrapes(prometheus)
    eventually(lambda: scrapes(prometheus) >= seen + 2)  # for rates

    empty = [text for text in EXPRESSIONS if not query(prometheus, text)]

    assert [text for text in empty if '"[45]..' not in text and '"5..' not in text] == []


def test_monitoring_containers_are_hardened_too() -> None:
    files = ("docker-compose.yml", "docker-compose.prod.yml", "docker-compose.monitoring.yml")
    options = [part for file in files for part in ("-f", file)]
    command = ["docker", "compose", *options, "config", "--format", "json"]
    services = json.loads(
        subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    )["services"]
    for name in ("prometheus", "grafana"):
        service = services[name]
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert service["restart"] == "always"
        assert service["logging"]["options"]["max-size"]
    assert "ports" not in services["prometheus"]
    assert services["grafana"]["ports"][0]["host_ip"] == "127.0.0.1"
