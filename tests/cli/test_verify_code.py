"""verify_code: the interpreter decides, and snippets are sandboxed."""

import os
import socket
import subprocess
from pathlib import Path

import pytest

from backend.cli.verify import sandbox
from backend.cli.verify.proof import Disproved, prove
from backend.cli.verify.sandbox import NotRun, isolation, run
from backend.document.question import QuestionDocument
from tests.support.command_line import manage

QUIZ = """---
title: Code
---

## Question: sum {type: single, proof: {run: python}}

```python
print(1 + 1)
```

### Answer

- [x] `2`
- [ ] `11`
"""


def test_a_correct_key_passes_and_a_wrong_one_fails(tmp_path: Path) -> None:
    file = tmp_path / "code.md"
    file.write_text(QUIZ)
    right = manage("verify_code", str(file), QUIZ_ENV="development")
    file.write_text(QUIZ.replace("`2`", "`3`"))
    wrong = manage("verify_code", str(file), QUIZ_ENV="development")

    assert (right.returncode, wrong.returncode) == (0, 1)
    assert "1 questions with code, 0 wrong" in right.stdout
    assert "sum: the interpreter says '2', the key '3'" in wrong.stderr


@pytest.mark.parametrize("env", [{}, {"QUIZ_ENV": "production"}])
def test_it_runs_nothing_on_a_production_server(tmp_path: Path, env: dict[str, str]) -> None:
    mark = tmp_path / "ran"
    file = tmp_path / "code.md"
    file.write_text(QUIZ.replace("print(1 + 1)", f"open({str(mark)!r}, 'w')"))

    done = manage("verify_code", str(file), **env)

    assert done.returncode == 1
    assert "never in production" in done.stderr
    assert not mark.exists()


def test_a_second_correct_choice_is_reported() -> None:
    choices = [{"id": "a", "text": "`2`"}, {"id": "b", "text": "2"}]
    question = QuestionDocument(
        id="q",
        type="single",
        prompt="```python\nprint(2)\n```",
        body={"choices": choices, "key": "a"},
        proof={"run": "python"},
    )

    with pytest.raises(Disproved, match="another choice says '2', too"):
        prove(question)


@pytest.mark.parametrize("language", ["python", "node"])
def test_a_hanging_snippet_is_stopped(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    if not sandbox.installed(language):
        pytest.skip(f"{language} is not installed")
    monkeypatch.setattr(sandbox, "SECONDS", 1)

    with pytest.raises(NotRun, match="more than 1 seconds"):
        run(language, {"python": "while True: pass", "node": "while (true) {}"}[language])


def test_a_snippets_memory_is_limited() -> None:
    assert run("python", "x = bytearray(2 * 1024**3)").uncaught == "MemoryError"


def test_a_snippets_output_is_limited() -> None:
    ran = run("python", "print('x' * 5_000_000)")

    assert ran.uncaught == "OSError"
    assert len(ran.stdout) <= sandbox.OUTPUT


def test_snippets_cannot_read_the_environments_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_PASSWORD", "hunter2")

    assert "hunter2" not in run("python", "import os; print(dict(os.environ))").stdout


def test_snippets_have_no_network() -> None:
    if not isolation():
        pytest.skip("Linux does not let us take the network away")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        ran = run("python", f"import socket; socket.create_connection(('127.0.0.1', {port}), 2)")

    assert ran.uncaught in ("OSError", "ConnectionRefusedError")


def test_child_processes_end_with_their_snippet(tmp_path: Path) -> None:
    code = f"""
import subprocess, sys
child = "import time; time.sleep(60); print('popquiz-child-{os.getpid()}')"
subprocess.Popen([sys.executable, "-c", child], start_new_session=True)
"""
    if not isolation():
        pytest.skip("Linux does not let us end what it started in a session of its own")
    run("python", code)

    seen = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True)
    assert f"popquiz-child-{os.getpid()}" not in seen.stdout
