"""Rules for every type of question, tested on each type's example."""

import json
from random import Random
from typing import Any

import pytest

from backend.questions import TYPES, InvalidResponse, QuestionType

NAMES = sorted(TYPES)
Json = Any  # a body, a view or a response


def shown(name: str, body: Json, seed: int) -> Json:
    """What a player receives of a question whose body is this."""
    kind = TYPES[name]
    view = kind.view(kind.Body.model_validate(body)).model_dump(mode="json")
    kind.hide(view)
    kind.arrange(view, Random(seed))
    return view


@pytest.mark.parametrize("name", NAMES)
def test_the_example_is_a_question(name: str) -> None:
    kind = TYPES[name]
    body = kind.Body.model_validate(kind.example)
    view = shown(name, kind.example, 1)

    assert view["type"] == kind.name == name
    assert kind.View.model_validate(view)
    assert kind.Body.model_validate_json(body.model_dump_json()) == body


@pytest.mark.parametrize("name", NAMES)
def test_the_key_earns_1_and_a_blank_response_0(name: str) -> None:
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
def test_a_guess_earns_between_0_and_1(name: str) -> None:
    kind = TYPES[name]
    body = kind.Body.model_validate(kind.example)

    for seed in range(100):
        response = kind.guess(shown(name, kind.example, seed), Random(seed))
        meant = kind.meant(body, kind.Response.model_validate(response))
        assert 0 <= kind.grade(body, meant) <= 1
        assert kind.shown(body, meant).model_dump(mode="json", exclude_unset=True) == response


def written_anew(written: Json, random: Random, field: str = "") -> Json:
    """The body as another author might write it: all lists in another order.

    Choices and areas get their ids in that order, so the key is another one, too. Categories keep
    their order: it is shown.
    """
    if isinstance(written, dict):
        names = list(written)
        random.shuffle(names)
        return {name: written_anew(written[name], random, name) for name in names}
    if not isinstance(written, list):
        return written
    found = [written_anew(one, random) for one in written]
    if field != "categories":
        random.shuffle(found)
    if all(isinstance(one, dict) and "id" in one for one in found):
        ids = [one["id"] for one in written]
        return [{**one, "id": known} for one, known in zip(found, ids, strict=True)]
    return found


@pytest.mark.parametrize("name", NAMES)
def test_the_players_view_depends_neither_on_key_nor_authors_order(
    name: str,
) -> None:
    kind, random = TYPES[name], Random(name)
    keys = set()

    for _ in range(60):
        other = random.choice([kind.example, {**kind.example, **kind.other_key}])
        body = written_anew(other, random)
        key = kind.key(kind.Body.model_validate(body))
        keys.add(key and kind.shown(kind.Body.model_validate(body), key).model_dump_json())
        for seed in range(5):
            assert json.dumps(shown(name, body, seed)) == json.dumps(
                shown(name, kind.example, seed)
            )

    assert not kind.graded or len(keys) > 1


@pytest.mark.parametrize("name", [n for n in NAMES if "shuffle" in TYPES[n].Body.model_fields])
def test_ids_reveal_nothing_even_without_shuffling(name: str) -> None:
    random = Random(name)
    example = {**TYPES[name].example, "shuffle": False}
    ids = {choice["text"]: choice["id"] for choice in shown(name, example, 1)["choices"]}

    for _ in range(20):
        body = written_anew(example, random)
        choices = shown(name, body, 1)["choices"]
        assert [choice["text"] for choice in choices] == [c["text"] for c in body["choices"]]
        assert {choice["text"]: choice["id"] for choice in choices} == ids


@pytest.mark.parametrize("name", [n for n in NAMES if type(TYPES[n]).hide is not QuestionType.hide])
def test_authors_ids_are_not_accepted_from_players(name: str) -> None:
    """Otherwise sending `a` would choose the author's first choice."""
    kind = TYPES[name]
    body = kind.Body.model_validate(kind.example)
    view = kind.view(body).model_dump(mode="json")

    for seed in range(20):
        stored = kind.Response.model_validate(kind.guess(view, Random(seed)))
        if kind.shown(body, stored) != stored:
            with pytest.raises(InvalidResponse):
                kind.meant(body, stored)
            return
    pytest.fail("no guess has an id")


@pytest.mark.parametrize("name", NAMES)
def test_every_response_is_counted_and_described(name: str) -> None:
    kind = TYPES[name]
    body = kind.Body.model_validate(kind.example)
    options = kind.options(body)

    for seed in range(50):
        guess = kind.guess(shown(name, kind.example, seed), Random(seed))
        response = kind.meant(body, kind.Response.model_validate(guess))
        labels = kind.tally(body, response)
        assert not options or set(labels) <= set(options)
        assert len(set(labels)) == len(labels)
        assert all(0 < len(label) <= 300 for label in labels)
        assert "\n" not in kind.words(body, response)
        assert bool(kind.words(body, response)) == bool(labels)


@pytest.mark.parametrize("name", [name for name in NAMES if TYPES[name].graded])
def test_different_keys_are_counted_separately(name: str) -> None:
    kind = TYPES[name]
    body = kind.Body.model_validate(kind.example)
    other = kind.Body.model_validate({**kind.example, **kind.other_key})
    key, other_key = kind.key(body), kind.key(other)

    assert key is not None
    assert other_key is not None
    assert kind.tally(body, key) != kind.tally(other, other_key)
