"""TeX between dollar signs is a formula; other dollar signs are text."""

import time
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from backend.library.packs import load_pack, shipped_packs
from backend.markdown import render, render_choice
from backend.tex import DEPTH, LIMIT, formulas
from tests.support.api import Api
from tests.support.questions import pack, single

X = '<math display="inline" alttext="x"><mrow><mi>x</mi></mrow></math>'
NAMED = '<math display="inline" aria-label="x"><mrow><mi>x</mi></mrow></math>'
NASTY = [
    "{" * LIMIT,
    "{" * (LIMIT // 2) + "}" * (LIMIT // 2),
    r"\sqrt{" * 71 + "}" * 71,
    r"\frac" * 100,
    "x_{" * 124 + "}" * 124,
    "x'" * (LIMIT // 2),
    r"\left(" * 83,
    r"\begin{matrix}" * 35,
    r"\over" * 100,
    r"\Huge" * 100,
    "&" * LIMIT,
    r"\def\a{\b\b}\def\b{\a\a}\a",
    r"\newcommand{\a}{\a\a}\a",
]


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("$x$", f"<p>{X}</p>"),
        ("$x$ is 5", f"<p>{X} is 5</p>"),
        ("The $x$th, *$x$*, ($x$).", f"<p>The {X}th, <em>{X}</em>, ({X}).</p>"),
        ("设$x$为", f"<p>设{X}为</p>"),
        ("| a |\n|---|\n| $x$ |", None),
        ("- $x$", f"<ul>\n<li>{X}</li>\n</ul>"),
    ],
)
def test_inline_formulas_are_rendered(source: str, html: str | None) -> None:
    assert X in render(source)
    assert html is None or render(source) == html


@pytest.mark.parametrize("source", ["$$x$$", "$$\nx\n$$", "text\n\n$$ x $$\n\ntext", "> $$x\n> $$"])
def test_block_formulas_are_rendered(source: str) -> None:
    assert '<p class="math"><math display="block" alttext="x">' in render(source)


def test_double_dollars_within_a_line_render_a_block() -> None:
    assert render("so $$x$$ it is").startswith('<p>so <span class="math"><math display="block"')


@pytest.mark.parametrize(
    "source",
    [
        "$5 and $6",
        "$5-$6",
        "US$5, CA$6",
        "${a}${b}",
        "$ x $",
        "$x $y",
        r"\$x$",
        r"\$x\$",
        "$$",
        "$$$$",
        "$",
        "$`x`$",
        "$$\n\nx\n$$",
        "- $$a\n- b$$",
        "$HOME and $PATH",
    ],
)
def test_other_dollar_signs_stay_text(source: str) -> None:
    assert "<math" not in render(source)
    plain = MarkdownIt("commonmark").render(source).strip()
    assert render(source).replace("&nbsp;", "\u00a0") == plain


@pytest.mark.parametrize("source", ["`$x$`", "```\n$x$\n```", "```sh\necho $A$B\n```"])
def test_dollar_signs_in_code_stay_code(source: str) -> None:
    assert "<math" not in render(source)
    assert "<math" not in render_choice(source)


@pytest.mark.parametrize(
    "tex", [r"\frac", r"\frac{1}{", r"\foo", "x^", "a & b", "x}", r"\begin{pmatrix}1", r"\ce{H2O}"]
)
def test_a_faulty_formula_is_shown_as_it_was_written(tex: str) -> None:
    written = f"${tex}$".replace("&", "&amp;")

    assert render(f"so ${tex}$ it is") == f"<p>so <code>{written}</code> it is</p>"
    assert render(f"$$\n{tex}\n$$") == f"<pre><code>${written}$</code></pre>"


@pytest.mark.parametrize(
    ("tex", "part"),
    [
        (r"\frac{a}{b}", "<mfrac><mrow><mi>a</mi></mrow><mrow><mi>b</mi></mrow></mfrac>"),
        (r"a < b", "<mo>&lt;</mo>"),
        (r"\text{if $x", "alttext"),
        (r"\mathbb N", "ℕ"),
        (r"\,", '<mspace width="0.167em">'),
        (r"\{x\}", '<mo stretchy="false">{</mo>'),
        (r"\begin{aligned}a&=b\\c&=d\end{aligned}", '<mtd columnalign="right"><mi>a</mi></mtd>'),
        (r"\sum_{i=1}^n", "<munderover>"),
    ],
)
def test_tex_becomes_mathml(tex: str, part: str) -> None:
    assert part in render(f"$$\n{tex}\n$$")


def test_the_tex_source_is_kept_as_an_annotation() -> None:
    assert r'alttext="a&lt;\frac{1}{2}"' in render(r"$a<\frac{1}{2}$")


@pytest.mark.parametrize("tex", NASTY)
def test_a_hostile_formula_is_fast_and_stays_visible(tex: str) -> None:
    taken = []
    for _ in range(5):
        before = time.process_time()
        html = render(f"a ${tex}$ b")
        taken.append(time.process_time() - before)

    assert "<math" in html or "<code>" in html
    assert html.count("<m") <= 8 * LIMIT
    assert median(taken) < 0.1


def test_formula_depth_and_length_are_limited() -> None:
    def nested(levels: int) -> str:
        return f"${'{' * levels}x{'}' * levels}$"

    assert "<math" in render(nested(DEPTH - 3))
    assert "<code>" in render(nested(DEPTH))
    assert "<math" in render(f"${'x' * LIMIT}$")
    assert render(f"${'x' * (LIMIT + 1)}$") == f"<p><code>${'x' * (LIMIT + 1)}$</code></p>"


@pytest.mark.parametrize(
    "source", ["$$a\n# h\n", "- $$a\n", "> $$a\n", "$a ", r"$\$", "$x$ ", "$$\n", "$`"]
)
def test_many_dollar_signs_are_parsed_in_linear_time(source: str) -> None:
    before = time.process_time()
    render((source * 20_000)[:20_000])

    assert time.process_time() - before < 5


@given(st.text("\\{}[]^_&$ \nabxfrcsqtleih(|'12<>\"%#~", max_size=80))
def test_any_text_between_dollars_is_rendered(tex: str) -> None:
    for source in (f"${tex}$", f"$$\n{tex}\n$$"):
        for html in (render(source), render_choice(source)):
            assert "<script" not in html
            assert html.count("<math") == html.count("</math>")


def test_players_get_formulas_in_prompts_choices_and_explanations(api: Api) -> None:
    choices = [{"id": "a", "text": "$x$"}, {"id": "b", "text": "$$y$$"}]
    load_pack(pack(of=[single("one", prompt="$x$", explanation="$x$", choices=choices)]))
    question = api.finish(api.start())["questions"][0]
    html = {choice["text"]: choice["html"] for choice in question["view"]["choices"]}

    assert question["prompt_html"] == question["verdict"]["explanation_html"] == f"<p>{X}</p>"
    assert html["$x$"] == NAMED  # in a button only names are read
    assert html["$$y$$"].startswith('<span class="math"><math display="block"')


MEANT = {
    *("braille", "listen-bugle", "listen-two-flutes", "note-values"),
    *("pizzas", "free-fall"),
    *("fifteen-degrees", "from-station-to-market", "one-degree", "one-to-fifty-thousand"),
    *("larger-scale", "average-speed", "around-the-earth", "braking-distance", "energy-of-motion"),
    *("kettle", "newtons-words", "ohms-law", "seesaw", "slowest-pendulum", "snow-shoes"),
    "weight-of-three-kilos",
}
"""The shipped questions that have formulas."""


def test_no_shipped_question_has_a_formula_by_accident() -> None:
    plain = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    with_formulas = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(formulas)
    found = set()
    for shipped in shipped_packs():
        for question in shipped.questions:
            body = question.body
            texts = [question.prompt, question.explanation, str(body.get("text", ""))]
            texts += [choice["text"] for choice in body.get("choices", [])]
            if any(plain.parse(text) != with_formulas.parse(text) for text in texts):
                found.add(question.id)

    assert found == MEANT
