import re
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from backend.questions import TYPES, InvalidResponse
from backend.questions.blanks import TYPE, BlanksBody, BlanksResponse
from tests.support.questions import blanks

BLANKS = TYPES["blanks"]
NAMES = ["city", "height", "last", "word", "b", "c-2"]
TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20)


def example(**changes: object) -> BlanksBody:
    """The one of the API's tests: a text in a list, a number in a table, a choice in code."""
    body = blanks("one", **changes)
    return BlanksBody.model_validate({"text": body["text"], "gaps": body["gaps"]})


def with_text(text: str, *names: str) -> BlanksBody:
    gaps = {name: {"accept": ["Answer"]} for name in names or ("a",)}
    return BlanksBody.model_validate({"text": text, "gaps": gaps})


def earned(body: BlanksBody, **gaps: str | float) -> float:
    return BLANKS.grade(body, BlanksResponse(gaps=gaps))


def html(body: BlanksBody) -> str:
    written: str = BLANKS.view(body).model_dump()["html"]
    return written


def span(name: str = "a") -> str:
    return f'<span class="gap" data-gap="{name}"></span>'


@st.composite
def gaps(draw: st.DrawFn, name: str) -> dict[str, Any]:
    kind = draw(st.sampled_from(["text", "number", "choice"]))
    if kind == "text":
        accept = draw(TEXT.filter(lambda t: t.replace("*", "").strip()))
        return {"accept": [f"{accept}{name}xyz"], "near": draw(st.sampled_from([0, 0.5]))}
    if kind == "number":
        return {"key": draw(st.floats(-1e9, 1e9)), "tolerance": draw(st.floats(0, 10))}
    choices = draw(
        st.lists(TEXT.filter(str.strip), min_size=2, max_size=12, unique_by=str.strip).filter(
            lambda found: name not in {choice.casefold() for choice in found}
        )
    )
    return {"choices": choices, "key": draw(st.sampled_from(choices))}


@st.composite
def bodies(draw: st.DrawFn) -> BlanksBody:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, unique=True))
    text = " and ".join(f"[[{name}]]" for name in names)
    return BlanksBody.model_validate({"text": text, "gaps": {n: draw(gaps(n)) for n in names}})


@given(bodies(), st.integers())
def test_credit_is_between_0_and_1(body: BlanksBody, seed: int) -> None:
    view = BLANKS.view(body).model_dump()
    response = BlanksResponse.model_validate(BLANKS.guess(view, Random(seed)))
    parts = BLANKS.parts(body, response)

    assert parts is not None
    assert parts.keys() == body.gaps.keys()
    assert 0 <= BLANKS.grade(body, response) <= 1
    assert BLANKS.grade(body, response) == pytest.approx(sum(parts.values()) / len(parts))


@given(bodies())
def test_the_key_earns_1_and_a_blank_0(body: BlanksBody) -> None:
    assert BLANKS.grade(body, BLANKS.key(body)) == 1
    assert earned(body) == 0


@given(bodies(), st.data())
def test_gaps_count_equally(body: BlanksBody, data: st.DataObject) -> None:
    key = TYPE.key(body).gaps
    kept = data.draw(st.sets(st.sampled_from(sorted(key))))

    filled = {name: key[name] for name in kept}
    assert earned(body, **filled) == pytest.approx(len(kept) / len(key))


@given(bodies(), st.data())
def test_the_view_does_not_reveal_the_key(body: BlanksBody, data: st.DataObject) -> None:
    written = body.model_dump()
    for gap in written["gaps"].values():
        if "choices" in gap:
            gap["choices"] = data.draw(st.permutations(gap["choices"]))
            gap["key"] = data.draw(st.sampled_from(gap["choices"]))
        elif "accept" in gap:
            gap["accept"] = [{"text": "something else entirely", "credit": 1}]
        else:
            gap.update(key=7.0, tolerance=1.0, near=None)
    other = BlanksBody.model_validate(written)

    assert BLANKS.view(other) == BLANKS.view(body)
    one, two = (BLANKS.view(found).model_dump() for found in (body, other))
    BLANKS.arrange(one, Random(1))
    BLANKS.arrange(two, Random(1))
    assert one == two


def test_near_answers_earn_partial_credit_in_each_kind_of_gap() -> None:
    body = example()

    assert earned(body, city="Canbera", height=2228, last="a") == pytest.approx(2.5 / 3)
    assert BLANKS.parts(body, BlanksResponse(gaps={"city": "Canbera", "height": 0})) == {
        "city": 0.5,
        "height": 0.0,
        "last": 0.0,
    }


def test_choices_are_shuffled_per_attempt_without_loss() -> None:
    orders = set()
    for seed in range(20):
        view = BLANKS.view(example()).model_dump()
        BLANKS.arrange(view, Random(seed))
        orders.add(tuple(choice["text"] for choice in view["gaps"][2]["choices"]))

    assert len(orders) > 1
    assert {tuple(sorted(order)) for order in orders} == {("end", "sep", "stop")}


def test_gaps_are_in_text_order() -> None:
    body = with_text("[[b]] [[c]] [[a]]", "a", "b", "c")

    assert [gap["name"] for gap in BLANKS.view(body).model_dump()["gaps"]] == ["b", "c", "a"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("So **[[a]]** it is", f"<p>So <strong>{span()}</strong> it is</p>"),
        ("# [[a]]", None),
        ("- [[a]]", f"<ul>\n<li>{span()}</li>\n</ul>"),
        ("> [[a]]", None),
        ("| x |\n|---|\n| [[a]] |", None),
        ("`print([[a]])`", f"<p><code>print({span()})</code></p>"),
        ("    x = [[a]]", f"<pre><code>x = {span()}\n</code></pre>"),
        ("```\nx[[a]]y\n```", f"<pre><code>x{span()}y\n</code></pre>"),
        ('```python\nprint("%[[a]] \\n[[b]]")\n```', None),
        ("```html\n<[[a]] class='[[b]]'>\n```", None),
        ("```sh\necho $[[a]]\n```", None),
        ("ygapqa [[a]] ygapqqa", f"<p>ygapqa {span()} ygapqqa</p>"),
        ("[[a]][[b]]", f"<p>{span()}{span('b')}</p>"),
        ("$x$ is [[a]] and [[1]] is a list", None),
        ("<b>[[a]]</b>", f"<p>&lt;b&gt;{span()}&lt;/b&gt;</p>"),
        (r"\[[a]]", None),
    ],
)
def test_a_gap_may_stand_anywhere(text: str, expected: str | None) -> None:
    names = re.findall(r"\[\[([ab])\]\]", text)
    written = html(with_text(text, *names))

    assert all(written.count(span(name)) == 1 for name in names)
    assert "ygapq" not in written.replace("ygapqa ", "").replace(" ygapqqa", "")
    assert expected is None or written == expected


@given(st.text(" [](){}<>*_`#|-\n\\$%a1y\"'&;gapq", max_size=40), st.text("x`*$ \n", max_size=10))
def test_any_text_around_a_gap_is_accepted_or_refused(before: str, after: str) -> None:
    try:
        body = with_text(f"{before} [[b]] {after}", "b")
    except ValidationError:
        return
    assert html(body).count(span("b")) == 1


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("nothing", "'a' is not in the text: write .*a.* once"),
        ("[[a]] [[a]]", "'a' is more than once in the text"),
        ("[[a]] [[b]]", "The text has .*b.*, and there is no gap 'b'"),
        ("$x = [[a]]$", "no field can be: in a link or a formula"),
        ("[see [[a]]](https://example.org)", "no field can be"),
        ("[see](https://example.org/[[a]])", "no field can be"),
        ("```[[a]]\nx\n```", "no field can be"),
        ("[[a]]" + "x" * 10_000, "at most 10000"),
    ],
)
def test_gaps_and_markers_must_match(text: str, fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        with_text(text)


@pytest.mark.parametrize(
    ("gap", "fault"),
    [
        ({}, "accept\n.*Field required"),
        ({"accept": []}, "at least 1"),
        ({"accept": ["A"]}, "that of the gap 'a' is its answer"),
        ({"accept": ["x"], "unit": "m"}, "unit\n.*Extra"),
        ({"key": "7"}, "valid number"),
        ({"key": 7, "tolerance": 3, "near": 2}, "must be larger"),
        ({"choices": ["x", "y"], "key": "z"}, "not among the choices"),
        ({"choices": ["x"], "key": "x"}, "at least 2"),
        ({"choices": ["x", " x"], "key": "x"}, "same text"),
        ({"choices": ["x", " "], "key": "x"}, "no text"),
        ({"choices": ["x", "A"], "key": "A"}, "is its answer"),
        ({"choices": [str(n) for n in range(13)], "key": "1"}, "at most 12"),
        (["x"], "dictionary"),
    ],
)
def test_a_faulty_gap_is_refused(gap: object, fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        BlanksBody.model_validate({"text": "[[a]]", "gaps": {"a": gap}})


@pytest.mark.parametrize("name", ["1", "A", "a b", "", "a" * 31, "é"])
def test_gap_names_are_lower_case(name: str) -> None:
    with pytest.raises(ValidationError, match="pattern"):
        with_text(f"[[{name}]]", name)


def test_more_than_twelve_gaps_are_refused() -> None:
    names = [f"a{chr(ord('a') + at)}" for at in range(13)]
    text = " ".join(f"[[{name}]]" for name in names)

    assert html(with_text(text.replace(" [[am]]", ""), *names[:-1])).count("<span") == 12
    with pytest.raises(ValidationError, match="at most 12"):
        with_text(text, *names)


@pytest.mark.parametrize(
    ("filled", "fault"),
    [
        ({"town": "Canberra"}, "no gap 'town'"),
        ({"city": 7}, "'city' takes a text"),
        ({"height": "high"}, "'height' takes a number"),
        ({"last": "d"}, "'last' has no choice 'd'"),
        ({"last": 1}, "'last' has no choice 1"),
    ],
)
def test_an_unknown_option_is_refused(filled: dict[str, str | float], fault: str) -> None:
    with pytest.raises(InvalidResponse, match=fault):
        earned(example(), **filled)


@pytest.mark.parametrize("filling", ["", "a\nb", "x" * 201, None, True, 1e101, ["a"], {}])
def test_a_response_that_fits_no_gap_is_refused(filling: object) -> None:
    with pytest.raises(ValidationError):
        BlanksResponse.model_validate({"gaps": {"city": filling}})
