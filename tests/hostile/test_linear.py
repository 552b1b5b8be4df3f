"""Work on authors' texts takes time proportional to their length."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pygments.lexers
import pytest

import backend
from backend import bounded
from backend.document.checks import question_faults, without_code
from backend.markdown import HIGHLIGHTED, LEXERS, render
from tests.hostile import work
from tests.hostile.corpus import fences
from tests.hostile.lexers import BEGINNINGS, QUICK, slowest
from tests.support.authors import content

SECONDS = 0.5
"""Of a core: twenty times what is needed, and less than quadratic time takes."""
CALLS = re.compile(r"\b([A-Z_]+)\.(match|search|fullmatch|finditer|findall|sub|split)\(")
SKIPPED = ("backend.migrations", "backend.cli", "backend.loaded", "backend.wsgi")
ROOT = Path(backend.__file__).parent.parent


def patterns() -> Iterator[tuple[str, str, str]]:
    """Each regular expression of the application, and how it is used: module, name, method."""
    for module in walk_packages(backend.__path__, "backend."):
        if module.name.startswith(SKIPPED) or module.ispkg:
            continue
        source = Path(str(import_module(module.name).__file__)).read_text("utf-8")
        for name, method in sorted(set(CALLS.findall(source))):
            if isinstance(getattr(import_module(module.name), name, None), re.Pattern):
                yield module.name, name, method


@pytest.mark.parametrize(("module", "name", "method"), sorted(patterns()))
def test_every_regular_expression_is_linear(module: str, name: str, method: str) -> None:
    pattern = getattr(import_module(module), name)
    # One process for each, with a limit of its own: all together may take longer than one may.
    took, text = max(bounded.run(work.used, pattern, method, first) for first in work.FIRST)

    assert took < SECONDS, text


def test_checking_a_draft_with_many_backtick_runs_is_cheap() -> None:
    prompt = ("`" * 100 + "x\n") * 588

    faults = bounded.run(question_faults, {"one": content("one", prompt=prompt)})

    assert faults[0].fault.code == "too-long"


@pytest.mark.parametrize(
    ("markdown", "text", "code"),
    [
        ("a\n```\nb\n```\nc", "a\nc", ["b", "```"]),
        ("````\n```\n````\nc", "c", ["```", "````"]),
        ("~~~ py\nb\n~~~~ \nc", "c", ["b", "~~~~ "]),
        ("a `` b", "a `` b", []),
        ("```\nb", "", ["b"]),
    ],
)
def test_fenced_code_is_separated_from_text(markdown: str, text: str, code: list[str]) -> None:
    assert without_code(markdown) == (text, code)


@pytest.mark.parametrize("name", sorted(fences()))
def test_slow_code_is_still_rendered(name: str) -> None:
    html = bounded.run(render, fences()[name])

    assert html.startswith("<pre><code")


@pytest.mark.parametrize("lexer", sorted(LEXERS))
def test_lexers_read_hostile_code_in_time(lexer: str) -> None:
    alias = pygments.lexers.LEXERS[f"{lexer}Lexer"][2][0]
    texts = [(first + "a = " * HIGHLIGHTED)[:HIGHLIGHTED] for first in BEGINNINGS]

    took, text = bounded.run(slowest, alias, texts)

    assert took < QUICK * 2, text[:40]


def test_ordinary_code_is_highlighted_and_hostile_code_is_plain() -> None:
    assert '<span class="k">' in render("```c\nreturn 1;\n```")
    assert "<span" not in render("```fish\nif true\n```")
    assert "<span" not in render("```c\n" + "return 1;\n" * HIGHLIGHTED + "```")
    assert "<span" not in render("```c\nreturn" + " " * 200 + "1;\n```")
