"""What players and later editors can rely on in a shipped pack."""

import re
from collections import Counter
from pathlib import Path

import pytest

from backend.library.packs import PACKS, Pack, read_pack
from backend.media.sounds import checked_sound

FOR_EVERYONE = ["music-and-sound", "words-and-languages"]
WITH_SOURCES = [*FOR_EVERYONE, "containers-and-deployment", "programming-wats"]
SOURCE = re.compile(r"(?:  #.*\n)*  # Source: \S.*(?:\n  # .*)?https?://\S+\n  - id: ")


def pack_of(slug: str) -> Pack:
    return read_pack(PACKS / f"{slug}.yaml")


@pytest.mark.parametrize("slug", FOR_EVERYONE)
def test_a_pack_for_everyone_is_large_and_varied(slug: str) -> None:
    questions = pack_of(slug).questions
    difficulties = Counter(question.difficulty for question in questions)

    assert len(questions) >= 40
    assert len({question.type for question in questions}) >= 6
    assert min(difficulties[1], difficulties[2], difficulties[3]) >= len(questions) // 6


@pytest.mark.parametrize("slug", WITH_SOURCES)
def test_each_question_names_its_source(slug: str) -> None:
    text = (PACKS / f"{slug}.yaml").read_text()

    without = re.findall(r"(?m)^  - id: (\S+)", SOURCE.sub("", text))
    assert without == []


@pytest.mark.parametrize("slug", WITH_SOURCES)
def test_the_first_choice_is_not_always_right(slug: str) -> None:
    """Exports and printed sheets keep the author's order."""
    keys = Counter(q.body["key"] for q in pack_of(slug).questions if q.type == "single")

    assert max(keys.values()) < keys.total() / 2


def test_what_is_heard_can_also_be_read() -> None:
    """Players who cannot hear get the same from the hint; the tag lets authors leave them out."""
    for question in pack_of("music-and-sound").questions:
        heard = "](media:" in question.prompt
        assert heard == ("listen" in question.tags), question.id
        if heard:
            assert question.hint, question.id


def test_sounds_are_small_and_without_tags() -> None:
    files: list[Path] = list(pack_of("music-and-sound").media.values())

    assert len(files) >= 10
    for file in files:
        content = file.read_bytes()
        assert checked_sound(content).content == content, file.name
        mono = content[3] >> 6 == 3
        assert (mono, len(content) < 25_000) == (True, True), file.name
