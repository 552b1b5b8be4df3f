"""Finds the Pygments lexers that are fast on any input: python -m tests.hostile.lexers

The result is `backend.markdown.LEXERS`. Run it again when Pygments is updated.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from time import process_time

from pygments.lexers import get_all_lexers, get_lexer_by_name

from backend import bounded
from backend.errors import Problem
from backend.markdown import HIGHLIGHTED, PADDING

QUICK = 1.0
"""Seconds of a core for the longest code that is highlighted; most take a hundredth of that."""
LITERAL = re.compile(r"[^\W\d_]{2,12}|[^\w\s]{1,3}")
PIECES = (
    *(
        " ",
        "\t",
        "\n",
        "a",
        "0",
        "_",
        "\\",
        "'",
        '"',
        "`",
        "(",
        "[",
        "{",
        "<",
        "/*",
        "//",
        "#",
        "-",
    ),
    *("a ", "a.", "a::", "a,", "a(", "a<", "$a", "${", "#{", "%{", "@a", "&a", "*a", "0.", "1e"),
    *("\\'", '\\"', "\\\\", "''", '""', '"""', "<a ", "<!--", "<?", "]]", "/* ", "({", "a = "),
    *(" \n", "  a\n", "a\n", "\\\n", "#\n", '"\n', "'\n", "{\n", "<<a\n"),
)
BEGINNINGS = ("", "'", '"', "/*", "<<a\n", "a = ")


def inputs(words: Iterable[str] = ()) -> Iterator[str]:
    """Texts that make backtracking regular expressions slow, each as long as is highlighted."""
    for piece in (*PIECES, *words):
        for beginning in BEGINNINGS:
            text = beginning + piece * (HIGHLIGHTED // len(piece))
            if not PADDING.search(text):
                yield text[: HIGHLIGHTED - 1] + "!"


def words_of(alias: str) -> list[str]:
    """Words and signs from the lexer's own rules."""
    found = LITERAL.findall(repr(getattr(type(get_lexer_by_name(alias)), "tokens", "")))
    return sorted(dict.fromkeys(found))


def slowest(alias: str, texts: list[str]) -> tuple[float, str]:
    """The longest time of a text, and the text."""
    lexer = get_lexer_by_name(alias, stripnl=False)
    worst = (0.0, "")
    for text in texts:
        began = process_time()
        for _token in lexer.get_tokens(text):
            pass
        worst = max(worst, (process_time() - began, text))
        if worst[0] > QUICK:
            break
    return worst


def judged(alias: str, texts: Iterable[str]) -> tuple[float, str]:
    """As `slowest`; for one that hangs, a text of those that it was reading."""
    every = iter(texts)
    worst = (0.0, "")
    while some := list(islice(every, 5)):
        try:
            worst = max(worst, bounded.run(slowest, alias, some))
        except Problem:
            return (bounded.SECONDS, some[0])
        if worst[0] > QUICK:
            break
    return worst


def main(aliases: list[str]) -> None:
    for name, known, _files, _types in get_all_lexers():
        if known and (not aliases or set(known) & set(aliases)):
            seconds, text = judged(known[0], inputs(words_of(known[0])[:20]))
            mark = "slow " if seconds > QUICK else "quick"
            print(f"{mark} {seconds:.2f} {known[0]} ({name}) {text[:30]!r}", flush=True)


if __name__ == "__main__":
    from tests.hostile import lexers  # functions are pickled by the name of their module

    lexers.main(sys.argv[1:])
