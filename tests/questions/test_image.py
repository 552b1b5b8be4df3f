from itertools import permutations
from math import cos, hypot, pi, sin
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from backend.markdown import MediaFacts
from backend.questions import TYPES, InvalidResponse
from backend.questions.image import ImageBody, ImageResponse
from backend.questions.shapes import Circle, Point, Polygon, Rect, inner_point, is_inside

kind = TYPES["image"]
fractions = st.floats(0, 1)
points = st.builds(Point, x=fractions, y=fractions)
circles = st.builds(Circle, x=fractions, y=fractions, r=st.floats(0.001, 1))
rects = st.builds(Rect, x=fractions, y=fractions, w=st.floats(0.001, 1), h=st.floats(0.001, 1))
# On a grid: a point is on an edge, or clearly beside it.
steps = st.integers(0, 64).map(lambda n: n / 64)
polygons = st.builds(
    Polygon, polygon=st.lists(st.lists(steps, min_size=2, max_size=2), min_size=3, max_size=9)
)
shapes = st.one_of(circles, rects, polygons)


def body(**changes: Any) -> ImageBody:  # Any: any field
    return ImageBody.model_validate({**kind.example, **changes})


def areas(count: int, key: list[int]) -> ImageBody:
    """Areas in a row, named a, b, c, ...; players know them as 1, 2, 3, ..."""
    return body(
        areas=[
            {"id": "abcdefghi"[n], "shape": {"x": 0.1 * n, "y": 0.2, "w": 0.05, "h": 0.1}}
            for n in range(count)
        ],
        key=["abcdefghi"[n] for n in key],
    )


def test_concentric_areas_do_not_reveal_the_authors_order() -> None:
    rings = [{"shape": {"x": 0.5, "y": 0.5, "r": r}} for r in (0.1, 0.2, 0.3)]
    views = []
    for order in permutations(rings):
        written = [{"id": name, **ring} for name, ring in zip("abc", order, strict=True)]
        view = kind.view(body(areas=written)).model_dump(mode="json")
        kind.hide(view)
        views.append(view)

    assert all(view == views[0] for view in views)


def credit(question: ImageBody, *chosen: int) -> float:
    return kind.grade(question, ImageResponse(areas=[str(n + 1) for n in chosen]))


@given(shapes, st.floats(0.1, 10))
def test_the_inner_point_is_inside(shape: Circle | Rect | Polygon, ratio: float) -> None:
    try:
        found = inner_point(shape)
    except ValueError:
        assert isinstance(shape, Polygon)  # and a thin one
        return
    assert is_inside(found, shape, ratio)


@given(polygons, st.builds(Point, x=steps, y=steps))
def test_polygon_direction_and_start_do_not_matter(shape: Polygon, point: Point) -> None:
    corners = shape.polygon
    turned = Polygon(polygon=[*corners[1:], corners[0]])
    reversed_ = Polygon(polygon=corners[::-1])

    assert is_inside(point, shape, 1) == is_inside(point, turned, 1)
    assert is_inside(point, shape, 1) == is_inside(point, reversed_, 1)


@given(rects, points)
def test_a_rectangle_equals_the_polygon_of_its_corners(rect: Rect, point: Point) -> None:
    right, bottom = rect.x + rect.w, rect.y + rect.h
    assume(right <= 1 and bottom <= 1)
    corners = [[rect.x, rect.y], [right, rect.y], [right, bottom], [rect.x, bottom]]

    assert is_inside(point, rect, 1) == is_inside(point, Polygon(polygon=corners), 1)


@given(st.floats(0, 2 * pi), st.floats(0, 1.99), st.floats(0.3, 3))
def test_a_circle_is_round_on_the_screen(angle: float, part: float, ratio: float) -> None:
    circle = Circle(x=0.5, y=0.5, r=0.1)
    across, down = 0.1 * part * cos(angle), 0.1 * part * sin(angle) / ratio
    assume(abs(down) <= 0.5 and abs(part - 1) > 1e-6)
    point = Point(x=0.5 + across, y=0.5 + down)

    assert is_inside(point, circle, ratio) == (part < 1)
    assert hypot(across, down * ratio) == pytest.approx(0.1 * part, abs=1e-9)


def test_an_area_includes_its_edge() -> None:
    triangle = Polygon(polygon=[[0.1, 0.1], [0.9, 0.1], [0.1, 0.9]])

    for x, y in [(0.1, 0.1), (0.5, 0.5), (0.3, 0.7), (0.1, 0.5), (0.9, 0.1)]:
        assert is_inside(Point(x=x, y=y), triangle, 1)
    assert not is_inside(Point(x=0.51, y=0.5), triangle, 1)


@given(st.integers(2, 9), st.data())
def test_only_the_key_earns_full_credit(count: int, data: st.DataObject) -> None:
    key = data.draw(st.lists(st.integers(0, count - 1), min_size=1, unique=True))
    question = areas(count, key)
    other = data.draw(st.integers(0, count - 1))

    assert credit(question, *key) == 1
    assert credit(question) == 0
    assert 0 <= credit(question, *(set(key) ^ {other})) < 1


def test_wrong_areas_cost_what_right_ones_earn() -> None:
    question = areas(4, [0, 1])

    assert credit(question, 0) == 0.5
    assert credit(question, 0, 2) == 0
    assert credit(question, 0, 1, 2) == 0.5
    assert credit(question, 0, 1, 2, 3) == 0


@given(points)
def test_a_point_earns_all_or_nothing(point: Point) -> None:
    question = body(show_areas=False)
    earned = kind.grade(question, ImageResponse(point=point))

    assert earned == (hypot(point.x - 0.25, point.y - 0.5) <= 0.15)


def test_pointing_hides_areas_until_the_key_is_shown() -> None:
    question = body(show_areas=False, key=["b", "a"])
    view, key = kind.view(question), kind.key(question)

    assert view.model_dump()["areas"] is None
    assert key is not None
    assert kind.grade(question, key) == 1
    assert len(key.outlines) == 2
    assert kind.view(body(show_areas=False, key=["b"])) == view
    assert kind.grade(question, ImageResponse(areas=[])) == 0


def test_players_see_neither_authors_ids_nor_order() -> None:
    written = [
        {"id": "wrong", "shape": {"x": 0.7, "y": 0.1, "r": 0.05}},
        {"id": "right", "shape": {"x": 0.1, "y": 0.1, "r": 0.05}},
        {"id": "low", "shape": {"polygon": [[0, 0.9], [0.1, 0.9], [0.1, 1]]}},
    ]
    view = kind.view(body(areas=written, key=["right"])).model_dump()

    assert [area["id"] for area in view["areas"]] == ["1", "2", "3"]
    assert [area["shape"].get("x") for area in view["areas"]] == [0.1, 0.7, None]
    assert "right" not in str(view)
    assert kind.key(body(areas=written, key=["right"])) == ImageResponse(areas=["1"])


def test_the_size_of_the_image_comes_from_what_is_stored() -> None:
    stored = {"0" * 64: MediaFacts("image/webp", 800, 400)}
    known = kind.with_media(body(), stored)

    assert (known.width, known.height) == (800, 400)
    # Of a wide image, 0.15 of the width is 0.3 of the height.
    assert kind.grade(body(show_areas=False), ImageResponse(point=Point(x=0.25, y=0.75))) == 0
    pointed = ImageResponse(point=Point(x=0.25, y=0.75))
    assert kind.grade(known.model_copy(update={"show_areas": False}), pointed) == 1


@pytest.mark.parametrize(
    ("question", "response"),
    [
        ({}, {"point": {"x": 0.5, "y": 0.5}}),
        ({}, {"areas": ["3"]}),
        ({}, {"areas": ["a"]}),
        ({"show_areas": False}, {"areas": ["1"]}),
    ],
)
def test_an_unsuitable_response_is_refused(
    question: dict[str, Any], response: dict[str, Any]
) -> None:
    with pytest.raises(InvalidResponse):
        kind.grade(body(**question), ImageResponse.model_validate(response))


@pytest.mark.parametrize(
    "response",
    [
        {},
        {"areas": ["1"], "point": {"x": 0, "y": 0}},
        {"point": {"x": 1.01, "y": 0}},
        {"point": {"x": float("nan"), "y": 0}},
        {"point": {"x": "0", "y": 0}},
        {"areas": ["1"] * 10},
    ],
)
def test_a_malformed_response_is_refused(response: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        ImageResponse.model_validate(response)


FLAT = {"polygon": [[0.1, 0.1], [0.5, 0.1], [0.9, 0.1]]}


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"media": "cat.webp"}, "media"),
        ({"alt": " "}, "alt"),
        ({"alt": ""}, "alt"),
        ({"key": ["z"]}, "'z' is not among the areas"),
        ({"key": ["a", "a"]}, "twice"),
        ({"areas": kind.example["areas"][:1]}, "at least 2"),
        ({"areas": [kind.example["areas"][0]] * 2}, "same id"),
        ({"areas": [{"id": "a", "shape": FLAT}], "show_areas": False}, "no inside"),
        ({"areas": [{"id": "a", "shape": {"x": 0.5}}]}, "areas"),
        ({"areas": [{"id": "a", "shape": {"x": 0.5, "y": 2, "r": 0.1}}]}, "areas"),
    ],
)
def test_a_faulty_question_is_refused(changes: dict[str, Any], fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        body(**changes)


def test_answers_are_counted_by_the_ids_that_players_see() -> None:
    pair = areas(2, key=[0])
    seen = kind.shown(pair, ImageResponse(areas=["1", "2"])).areas

    assert list(kind.shown_options(pair).values()) == seen
    assert set(kind.shown_options(pair)) == set(kind.options(pair))
    assert kind.shown_options(pair.model_copy(update={"show_areas": False})) == {}
