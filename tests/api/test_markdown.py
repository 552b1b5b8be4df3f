"""What an author writes is shown, never run."""

import re

import pytest

from backend import tex
from backend.library.packs import load_pack
from backend.markdown import render, render_choice
from tests.conftest import Api, pack, single

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "[click](data:text/html,<script>alert(1)</script>)",
    '[click](https://example.org "onmouseover=alert(1)")',
    "![x](javascript:alert(1))",
    "<svg/onload=alert(1)>",
    '```"><script>alert(1)</script>\nx\n```',
    "```html\n<script>alert(1)</script>\n```",
    "`<script>alert(1)</script>`",
    "<style>*{display:none}</style>",
    "<a href='javascript:alert(1)'>x</a>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    '<iframe srcdoc="<script>alert(1)</script>">',
    r"$\href{javascript:alert(1)}{x}$",
    r"$\text{<script>alert(1)</script>}$",
    r"$\verb|<img src=x onerror=alert(1)>|$",
    r"$\style{background:url(javascript:alert(1))}{x}\class{card}{x}$",
    r'$x" onload="alert(1)$',
    r"$\unicode{x3c}script\unicode{x3e}$",
    r"$\color{red}\rule{999em}{999em}$",
    "$$\n</math><script>alert(1)</script>\n$$",
    "<math><annotation-xml><script>alert(1)</script></annotation-xml></math>",
    '<math href="javascript:alert(1)"><maction actiontype="statusline">x</maction></math>',
]
HARMLESS = {"href", "rel", "class", "title"} | tex.ATTRIBUTES
TAG = re.compile(r"<\s*/?\s*([a-z0-9]+)([^>]*)>", re.IGNORECASE)


def dangers(html: str) -> list[str]:
    """Tags that are not formatting, and attributes that are not plain."""
    found = []
    for name, attributes in TAG.findall(html):
        if name.lower() in ("script", "img", "svg", "style", "iframe", "object", "form"):
            found.append(name)
        names = re.findall(r"([\w-]+)\s*=", re.sub(r'"[^"]*"', '""', attributes))
        found += [attribute for attribute in names if attribute not in HARMLESS]
        found += re.findall(r'href="(?!https?:|mailto:)[^"]*"', attributes)
    return found


@pytest.mark.parametrize("attack", ATTACKS)
def test_markdown_cannot_inject(attack: str) -> None:
    assert dangers(render(attack)) == []
    assert dangers(render_choice(attack)) == []


def test_nothing_dangerous_reaches_the_player_through_any_field(api: Api) -> None:
    attack = "".join(f"{line}\n\n" for line in ATTACKS)
    choices = [{"id": "a", "text": attack}, {"id": "b", "text": "<script>"}]
    load_pack(
        pack(
            of=[single("one", prompt=attack, explanation=attack, choices=choices)],
            description=attack[:1900],
        )
    )
    attempt = api.start()
    result = api.finish(attempt)["questions"][0]

    fields = [result["prompt_html"], result["verdict"]["explanation_html"]]
    fields += [choice["html"] for choice in result["view"]["choices"]]
    fields.append(api.get("/quizzes/small")["description_html"])
    assert all(fields)
    assert [danger for field in fields for danger in dangers(field)] == []


def test_of_a_formula_only_what_it_needs_reaches_the_player() -> None:
    html = render(r"$\color{red}\href{https://example.org}{x}\style{color:red}{y}\hspace{99em}$")

    assert "<mi>x</mi>" in html
    assert {name for name, _ in TAG.findall(html)} == {
        "p",
        "math",
        "mrow",
        "mstyle",
        "mi",
        "mspace",
    }
    assert re.findall(r" ([a-z]+)=", html) == ["display", "alttext"]


def test_code_is_highlighted_and_a_code_choice_stays_phrasing_content() -> None:
    assert '<span class="k">def</span>' in render("```python\ndef f(): pass\n```")
    choice = render_choice("```python\nx = [1]\n```")
    assert choice.startswith('<code class="block">')
    assert "<pre" not in choice
    assert "<p" not in render_choice("plain *text*")


def test_an_unknown_language_is_shown_plain() -> None:
    assert render("```klingon\nqapla'\n```") == "<pre><code>qapla'\n</code></pre>"


def test_links_tell_nothing_to_where_they_lead() -> None:
    assert 'rel="noopener noreferrer nofollow"' in render("[x](https://example.org)")
