"""The shipped packs' questions about code: the real interpreter must agree with the key."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

PACKS = Path(__file__).parents[2] / "backend" / "packs"
FENCE = re.compile(r"^```\w*\n(.*?)^```[ \t]*$", re.DOTALL | re.MULTILINE)
UNCAUGHT = re.compile(r"^(?:\w+\.)*(\w+(?:Error|Exception|Iteration))\b", re.MULTILINE)
COMMANDS = {"python": [sys.executable], "node": ["node"]}
SUFFIXES = {"python": ".py", "node": ".cjs"}
TRUTH = {"python": "print(bool({}))", "node": "console.log(Boolean({}));"}

Question = dict[str, Any]  # Any: as YAML has it; the packs' own tests check its shape


def proven_questions() -> list[Any]:  # Any: pytest does not export the type of its params
    """Every question with a proof, under its id."""
    packs = [yaml.safe_load(path.read_text("utf-8")) for path in sorted(PACKS.glob("*.yaml"))]
    questions = [question for pack in packs for question in pack["questions"]]
    return [pytest.param(q, id=q["id"]) for q in questions if "proof" in q]


def first_fence(markdown: str) -> str:
    """The code of the first fenced block, or an empty string."""
    found = FENCE.search(markdown)
    return found[1] if found else ""


def bare(choice: dict[str, str]) -> str:
    """The text of a choice without its fence or backticks."""
    text = choice["text"].strip()
    return (first_fence(text + "\n") or text.strip("`")).strip()


def run(question: Question, code: str, folder: Path) -> tuple[str, str | None]:
    """What the code prints, and the class of the exception that ended it, if one did."""
    language = question["proof"]["run"]
    if not shutil.which(COMMANDS[language][0]):
        pytest.skip(f"{language} is not installed")
    program = folder / f"program{SUFFIXES[language]}"
    program.write_text(code, "utf-8")
    done = subprocess.run(
        [*COMMANDS[language], str(program)],
        capture_output=True,
        encoding="utf-8",
        timeout=10,
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    if done.returncode == 0:
        return done.stdout.strip(), None
    names = UNCAUGHT.findall(done.stderr)
    assert names, f"it died without an exception:\n{done.stderr}"
    return done.stdout.strip(), names[-1]


def choices_that_hold(question: Question, folder: Path) -> set[str]:
    """The ids of the choices whose expressions are truthy after the prompt's code has run."""
    choices = question["choices"]
    tests = [TRUTH[question["proof"]["run"]].format(bare(choice)) for choice in choices]
    code = "\n".join([first_fence(question["prompt"]), *tests])
    stdout, uncaught = run(question, code, folder)
    assert uncaught is None, f"a choice raises {uncaught}"
    answers = stdout.lower().splitlines()[-len(choices) :]
    return {c["id"] for c, answer in zip(choices, answers, strict=True) if answer == "true"}


@pytest.mark.parametrize("question", proven_questions())
def test_the_key_is_what_the_interpreter_says(question: Question, tmp_path: Path) -> None:
    proof = question["proof"]
    if proof.get("each"):
        assert choices_that_hold(question, tmp_path) == set(question["key"])
        return

    code = proof.get("code") or first_fence(question["prompt"])
    assert code.strip(), "there is nothing to run"
    stdout, uncaught = run(question, code, tmp_path)
    key = next(choice for choice in question["choices"] if choice["id"] == question["key"])
    others = [choice for choice in question["choices"] if choice is not key]
    if uncaught:
        assert f"`{uncaught}`" in key["text"]
        assert not [choice["text"] for choice in others if uncaught in choice["text"]]
    elif "prints" in proof:
        assert stdout == proof["prints"].strip()
    else:
        assert bare(key) == stdout
        assert stdout not in map(bare, others)


def test_a_program_that_dies_is_known_by_its_exception(tmp_path: Path) -> None:
    question = {"proof": {"run": "python"}}
    assert run(question, "print('hi')\n{}['x']", tmp_path) == ("hi", "KeyError")
