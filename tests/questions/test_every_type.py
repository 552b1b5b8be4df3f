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


@pytest.mark.parametrize("name", NAMES)
def test_every_response_is_counted_and_told_in_words(name: str) -> None:
    kind = TYPES[name]
    body = kind.Body.model_validate(kind.example)
    view = kind.view(body).model_dump(mode="json")
    options = kind.options(body)

    for seed in range(50):
        response = kind.Response.model_validate(kind.guess(view, Random(seed)))
        labels = kind.tally(body, response)
        assert not options or set(labels) <= set(options)
        assert len(set(labels)) == len(labels)
        assert all(0 < len(label) <= 300 for label in labels)
        assert "\n" not in kind.words(body, response)
        assert bool(kind.words(body, response)) == bool(labels)


@pytest.mark.parametrize("name", [name for name in NAMES if TYPES[name].graded])
def test_the_key_is_counted_apart_from_another_key(name: str) -> None:
    kind = TYPES[name]
    body = kind.Body.model_validate(kind.example)
    other = kind.Body.model_validate({**kind.example, **kind.other_key})
    key, other_key = kind.key(body), kind.key(other)

    assert key is not None
    assert other_key is not None
    assert kind.tally(body, key) != kind.tally(other, other_key)
