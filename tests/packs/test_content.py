"""What the shipped packs promise, besides being valid."""

import re
from collections import Counter
from typing import Any

import pytest

from backend.document.question import QuestionDocument
from backend.library.packs import PACKS, Pack, read_pack
from backend.media.sounds import checked_sound
from backend.questions import TYPES

SOURCED = ["everyday-physics", "maps-and-places", "music-and-sound", "words-and-languages"]
"""Packs of facts, each question with its source as data."""
OLDER = ["containers-and-deployment", "programming-wats", "world-and-science"]
TOUR = "a-tour-of-popquiz"
NO_FACTS = {"riddle", "one-word"}


def shipped(slug: str) -> Pack:
    return read_pack(PACKS / f"{slug}.yaml")


def texts_of(question: QuestionDocument) -> str:
    return f"{question.prompt}\n{question.body}\n{question.explanation}"


def feedbacks(body: Any) -> int:  # Any: JSON
    """How many texts of the body answer a pick."""
    if isinstance(body, dict):
        return sum(
            bool(value) if str(name).endswith("feedback") else feedbacks(value)
            for name, value in body.items()
        )
    return sum(feedbacks(one) for one in body) if isinstance(body, list) else 0


def test_the_tour_shows_every_type_once_and_whatever_a_question_can_hold() -> None:
    tour = shipped(TOUR)
    text = "\n".join(texts_of(question) for question in tour.questions)

    assert sorted(question.type for question in tour.questions) == sorted(TYPES)
    assert (tour.settings.draw, tour.settings.shuffle_questions) == (None, False)
    assert len([question for question in tour.questions if question.hint]) >= 4
    assert sum(feedbacks(question.body) for question in tour.questions) >= 8
    assert re.search(r"!\[.+\]\(media:[0-9a-f]{64}\)", text, re.S)
    assert {file.suffix for file in tour.media.values()} == {".webp", ".mp3"}
    assert "$$" in text
    assert "```python" in text


@pytest.mark.parametrize("slug", SOURCED)
def test_a_pack_of_facts_is_long_and_varied(slug: str) -> None:
    pack = shipped(slug)
    difficulties = Counter(question.difficulty for question in pack.questions)

    assert len(pack.questions) >= 40
    assert len({question.type for question in pack.questions}) >= 6
    assert len(pack.media) >= 8 or slug == "words-and-languages"
    assert all(difficulties[level] >= 8 for level in (1, 2, 3))


@pytest.mark.parametrize("slug", SOURCED)
def test_every_fact_has_a_source(slug: str) -> None:
    for question in shipped(slug).questions:
        source = question.source
        assert re.fullmatch(r"https://[^/\s]+/\S*", source.url or ""), question.id
        assert re.fullmatch(r"The Popquiz authors, after \S.+", source.author or ""), question.id


@pytest.mark.parametrize("slug", [*OLDER, TOUR])
def test_every_fact_of_the_other_packs_has_a_source_beside_it(slug: str) -> None:
    text = (PACKS / f"{slug}.yaml").read_text()
    questions = text.split("\n  - id: ")[1:]

    for question in questions:
        if question.partition("\n")[0] in NO_FACTS:
            continue
        assert re.search(r"\n    # Source: \S.+,\s(    # )?https://\S+\n", question), question[:40]


@pytest.mark.parametrize("slug", [*SOURCED, "world-and-science", TOUR])
def test_nothing_is_dated(slug: str) -> None:
    dated = re.compile(r"\b(currently|nowadays|recently|today's|these days|as of 20)\b", re.I)

    for question in shipped(slug).questions:
        assert not dated.search(texts_of(question)), question.id


@pytest.mark.parametrize("slug", [*SOURCED, *OLDER])
def test_the_same_choice_is_not_always_right(slug: str) -> None:
    """Exports and printed sheets keep the author's order."""
    keys = Counter(q.body["key"] for q in shipped(slug).questions if q.type == "single")

    assert max(keys.values()) < keys.total() / 2


def test_every_sound_has_a_text_alternative() -> None:
    """Hints put it into writing for players who cannot hear; authors can leave out the tag."""
    for question in shipped("music-and-sound").questions:
        heard = "](media:" in question.prompt
        assert heard == ("listen" in question.tags), question.id
        assert question.hint or not heard, question.id


def test_the_sounds_are_small_and_hold_no_tags() -> None:
    for file in shipped("music-and-sound").media.values():
        content = file.read_bytes()
        assert checked_sound(content).content == content, file.name
        assert content[3] >> 6 == 3, f"{file.name} is not mono"
        assert len(content) < 25_000, file.name
