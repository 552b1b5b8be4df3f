from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from backend.questions import InvalidResponse
from backend.questions.categorise import Categorise, CategoriseBody, CategoriseResponse

KIND = Categorise()
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(str.strip)


def made(titles: list[str], items: list[str], places: list[int]) -> CategoriseBody:
    """A question whose items belong to the categories with these indexes."""
    categories = [
        {"title": title, "items": [i for i, at in zip(items, places, strict=True) if at == place]}
        for place, title in enumerate(titles)
    ]
    return CategoriseBody.model_validate({"categories": categories})


@st.composite
def bodies(draw: st.DrawFn) -> list[CategoriseBody]:
    """Two questions that differ in the key alone."""
    titles = draw(st.lists(TEXT, min_size=2, max_size=5, unique_by=str.strip))
    items = draw(st.lists(TEXT, min_size=2, max_size=20, unique_by=str.strip))
    place = st.integers(0, len(titles) - 1)
    places = st.lists(place, min_size=len(items), max_size=len(items))
    return [made(titles, items, draw(places)) for _ in range(2)]


def key(body: CategoriseBody) -> dict[str, str]:
    return KIND.key(body).places


def grade(body: CategoriseBody, places: dict[str, str]) -> float:
    return KIND.grade(body, CategoriseResponse(places=places))


@given(bodies(), st.data())
def test_credit_is_the_share_of_right_items(two: list[CategoriseBody], data: st.DataObject) -> None:
    body = two[0]
    right = key(body)
    categories = [category.id for category in KIND.view(body).categories]
    given = data.draw(st.dictionaries(st.sampled_from(sorted(right)), st.sampled_from(categories)))

    hits = sum(given.get(item) == right[item] for item in right)

    assert grade(body, given) == pytest.approx(hits / len(right))
    assert grade(body, {}) == 0
    assert grade(body, right) == 1


@given(bodies(), st.integers(0, 2**63 - 1))
def test_view_and_order_do_not_reveal_the_key(two: list[CategoriseBody], seed: int) -> None:
    views = [KIND.view(body).model_dump() for body in two]
    assert views[0] == views[1]

    for view in views:
        KIND.arrange(view, Random(seed))

    assert views[0] == views[1]


def test_categories_keep_the_authors_order() -> None:
    titles = ["zebra", "ant", "monkey"]
    body = made(titles, ["x", "y"], [0, 2])

    for seed in range(10):
        view = KIND.view(body).model_dump()
        KIND.arrange(view, Random(seed))
        assert [category["text"] for category in view["categories"]] == titles


def test_an_unknown_option_is_refused() -> None:
    body = made(["A", "B"], ["x", "y"], [0, 1])
    item, category = next(iter(key(body).items()))

    with pytest.raises(InvalidResponse, match="no item '00000000'"):
        grade(body, {"0" * 8: category})
    with pytest.raises(InvalidResponse, match="no category '00000000'"):
        grade(body, {item: "0" * 8})


def listed(*categories: tuple[str, list[str]]) -> dict[str, object]:
    return {"categories": [{"title": title, "items": items} for title, items in categories]}


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (listed(("A", ["x", "y"])), "at least 2"),
        (listed(*((letter, ["x"]) for letter in "ABCDEF")), "at most 5"),
        (listed(("A", ["x"]), ("B", [])), "There are 1 items: it takes 2 to 20"),
        (
            listed(("A", [str(n) for n in range(20)]), ("B", ["x"])),
            "There are 21 items: it takes 2 to 20",
        ),
        (listed(("A", ["x"]), ("A ", ["y"])), "Two categories have the same text: 'A'"),
        (listed(("A", ["x"]), ("B", ["y", " x"])), "Two items have the same text: 'x'"),
        (listed(("", ["x"]), ("B", ["y"])), "at least 1"),
        ({**listed(("A", ["x"]), ("B", ["y"])), "key": 1}, "Extra inputs"),
    ],
)
def test_a_faulty_question_is_refused(body: dict[str, object], fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        CategoriseBody.model_validate(body)
