"""Checks that the interpreter agrees with a question's key.

A question's `proof` says how to check it:
  run: python | node       run the first fenced block of the prompt; the key is its output, or names
                           the exception that ends it in backticks; no other choice does
  code: …                  run this instead
  prints: …                it prints this, and the key describes it in words
  each: true               the choices are expressions; exactly those that are true are the key
"""

import re
from typing import Any

from ...document.question import QuestionDocument
from .sandbox import run

FENCE = re.compile(r"^```\w*\n(.*?)^```[ \t]*$", re.DOTALL | re.MULTILINE)
TRUTH = {"python": "print(bool({}))", "node": "console.log(Boolean({}));"}


class Disproved(Exception):
    """The interpreter disagrees with the key."""


def prove(question: QuestionDocument) -> None:
    """Run the question's code. Raises Disproved or NotRun."""
    proof = question.proof or {}
    if proof.get("each"):
        _agree(f"true are {sorted(_true_choices(question))}", f"true are {sorted(_keys(question))}")
        return
    code = proof.get("code") or first_fence(question.prompt)
    if not code.strip():
        raise Disproved("there is nothing to run")
    ran = run(str(proof.get("run")), code)
    keys = _keys(question)
    choices: list[dict[str, str]] = question.body.get("choices", [])
    [key] = [choice for choice in choices if choice["id"] in keys] or [{"id": "", "text": ""}]
    others = [choice for choice in choices if choice is not key]
    if ran.uncaught:
        if f"`{ran.uncaught}`" not in key["text"]:
            raise Disproved(f"it ends with {ran.uncaught}, the key says {key['text']!r}")
        if any(ran.uncaught in choice["text"] for choice in others):
            raise Disproved(f"another choice names {ran.uncaught}, too")
    elif "prints" in proof:
        _agree(ran.stdout, str(proof["prints"]).strip())
    else:
        _agree(ran.stdout, bare(key))
        if ran.stdout in map(bare, others):
            raise Disproved(f"another choice says {ran.stdout!r}, too")


def first_fence(markdown: str) -> str:
    """The code of the first fenced block, or an empty string."""
    found = FENCE.search(markdown + "\n")
    return found[1] if found else ""


def bare(choice: dict[str, str]) -> str:
    """The text of a choice without its fence or backticks."""
    text = choice["text"].strip()
    return (first_fence(text) or text.strip("`")).strip()


def _keys(question: QuestionDocument) -> set[str]:
    key: Any = question.body.get("key")  # Any: the id of a choice, or a list of them
    return set(key) if isinstance(key, list) else {str(key)}


def _true_choices(question: QuestionDocument) -> set[str]:
    """Return the ids of the choices whose expressions are true after the prompt's code has run."""
    choices: list[dict[str, str]] = question.body["choices"]
    language = str((question.proof or {}).get("run"))
    tests = [TRUTH.get(language, "").format(bare(choice)) for choice in choices]
    ran = run(language, "\n".join([first_fence(question.prompt), *tests]))
    if ran.uncaught:
        raise Disproved(f"a choice raises {ran.uncaught}")
    answers = ran.stdout.lower().splitlines()[-len(choices) :]
    return {c["id"] for c, answer in zip(choices, answers, strict=True) if answer == "true"}


def _agree(found: str, expected: str) -> None:
    if found != expected:
        raise Disproved(f"the interpreter says {found!r}, the key {expected!r}")
