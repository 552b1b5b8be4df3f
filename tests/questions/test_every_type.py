"""What holds for every type of question, on the example that each brings."""

from random import Random

import pytest

from backend.questions import TYPES

NAMES = sorted(TYPES)


@pytest.mark.parametrize("name", NAMES)
def test_the_example_is_a_question(name: str) -> None:
    kind = TYPES[name]
    body = kind.Body.model_validate(kind.example)
    view = kind.view(body).model_dump(mode="json")
    kind.arrange(view, Random(1))

    assert view["type"] == kind.name == name
    assert kind.View.model_validate(view)
    assert kind.Body.model_validate_json(body.model_dump_json()) == body


@pytest.mark.parametrize("name", NAMES)
def test_the_key_earns_everything_and_a_blank_nothing(name: str) -> None:
    kind = TYPES[name]
    body = kind.Body.model_validate(kind.example)
    key = kind.key(body)

    if kind.graded:
        assert key is not None
        assert kind.grade(body, key) == 1
    else:
        assert key is None
    if kind.blank is not None:
        assert kind.grade(body, kind.Response.model_validate(kind.blank)) == 0


@pytest.mark.parametrize("name", NAMES)
def test_a_guess_earns_between_nothing_and_everything(name: str) -> None:
    kind = TYPES[name]
    body = kind.Body.model_validate(kind.example)

    for seed in range(100):
        view = kind.view(body).model_dump(mode="json")
        kind.arrange(view, Random(seed))
        response = kind.Response.model_validate(kind.guess(view, Random(seed)))
        assert 0 <= kind.grade(body, response) <= 1


@pytest.mark.parametrize("name", NAMES)
def test_another_key_gives_the_same_view(name: str) -> None:
    kind = TYPES[name]
    body = kind.Body.model_validate(kind.example)
    other = kind.Body.model_validate({**kind.example, **kind.other_key})

    assert kind.view(body) == kind.view(other)
    for seed in range(20):
        one, two = (kind.view(b).model_dump(mode="json") for b in (body, other))
        kind.arrange(one, Random(seed))
        kind.arrange(two, Random(seed))
        assert one == two
    if kind.graded:
        assert kind.key(body) != kind.key(other)
