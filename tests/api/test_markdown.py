"""What an author writes is shown, never run."""

import re

import pytest

from backend import tex
from backend.library.packs import load_pack
from backend.markdown import MediaFacts, faults, knowing, render, render_choice
from tests.support.api import Api
from tests.support.questions import pack, single

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


def test_every_field_is_sanitised_for_players(api: Api) -> None:
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


def test_formulas_reach_players_as_allowed_mathml_only() -> None:
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


def test_code_is_highlighted_and_choices_stay_phrasing_content() -> None:
    assert '<span class="k">def</span>' in render("```python\ndef f(): pass\n```")
    choice = render_choice("```python\nx = [1]\n```")
    assert choice.startswith('<code class="block">')
    assert "<pre" not in choice
    assert "<p" not in render_choice("plain *text*")


def test_code_in_an_unknown_language_is_plain() -> None:
    assert render("```klingon\nqapla'\n```") == "<pre><code>qapla'\n</code></pre>"


def test_links_send_no_referrer() -> None:
    assert 'rel="noopener noreferrer nofollow"' in render("[x](https://example.org)")


IMAGE, SOUND = "1" * 64, "2" * 64
STORED = {
    IMAGE: MediaFacts("image/webp", 60, 40),
    SOUND: MediaFacts("audio/mpeg", None, None),
}


def test_stored_images_and_sounds_are_shown() -> None:
    with knowing(STORED):
        shown = render(f"![A *red* cat](media:{IMAGE})")
        heard = render(f"![A bark](media:{SOUND})")
        choice = render_choice(f"![A bark](media:{SOUND}) ![A cat](media:{IMAGE})")

    size = 'width="60" height="40" loading="lazy" decoding="async"'
    assert shown == f'<p><img src="/api/media/{IMAGE}" alt="A red cat" {size}></p>'
    assert f'src="/api/media/{SOUND}"' in heard
    assert 'aria-label="A bark"' in heard
    assert choice == f'A bark <img src="/api/media/{IMAGE}" alt="A cat" {size}>'


@pytest.mark.parametrize(
    "source",
    [
        f"![x](media:{'3' * 64})",
        f"![](media:{IMAGE})",
        f"![ ](media:{IMAGE})",
        f"![x](media:{IMAGE}x)",
        f"![x](media:{IMAGE}/../../version)",
        f"![x](MEDIA:{IMAGE})",
        f"![x](/api/media/{IMAGE})",
        "![x](https://example.org/pixel.gif)",
        "![x](//example.org/pixel.gif)",
        "![x](data:image/png;base64,AAAA)",
        f"<img src='/api/media/{IMAGE}'>",
        f"<audio src='/api/media/{SOUND}' autoplay></audio>",
    ],
)
def test_other_media_are_not_shown(source: str) -> None:
    with knowing(STORED):
        for html in (render(source), render_choice(source)):
            assert "<img" not in html
            assert "<audio" not in html
            assert "src=" not in html.replace("src='", "")  # raw HTML is text


@pytest.mark.parametrize("text", ['" onerror="alert(1)', "<script>alert(1)</script>", "&quot;>x"])
def test_a_description_cannot_inject(text: str) -> None:
    with knowing(STORED):
        for media_id in STORED:
            [(name, attributes)] = [
                tag for tag in TAG.findall(render(f"![{text}](media:{media_id})")) if tag[1]
            ]
            assert name in ("img", "audio")
            assert not re.search(r"\son\w+=", re.sub(r'"[^"]*"', '""', attributes))
            assert "<script" not in attributes


def test_media_are_unknown_outside_of_rendering() -> None:
    with knowing(STORED):
        pass

    assert render(f"![A cat](media:{IMAGE})") == "<p>A cat</p>"


def test_each_faulty_image_is_reported_to_the_author() -> None:
    missing, elsewhere = faults(f"![](media:{IMAGE}) **![x](https://example.org/a.png)**")

    assert (missing.code, missing.params) == (
        "media-not-described",
        {"source": f"media:{IMAGE}"},
    )
    assert "'https://example.org/a.png' is not on this server" in str(elsewhere)
    assert faults(f"![A cat](media:{IMAGE}) `![](x)` [link](https://example.org)") == []
