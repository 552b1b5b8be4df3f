from pathlib import Path

import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import select

from backend.library.packs import Pack, PackError, load_pack, read_pack, shipped_packs
from backend.models import Question, QuizQuestion, db
from tests.support.questions import pack, single
from tests.support.tables import only_quiz, versions

MINIMAL = """
slug: tiny
title: Tiny
language: en
description: ""
questions:
  - id: one
    type: single
    difficulty: 1
    tags: [x]
    prompt: "?"
    choices: [{id: a, text: A}, {id: b, text: B}]
    key: a
    explanation: ""
"""


def in_order() -> list[tuple[int, str]]:
    """Position and prompt of the small quiz's questions."""
    rows = db.session.execute(
        select(QuizQuestion.position, Question.prompt)
        .join(Question, Question.id == QuizQuestion.question_id)
        .order_by(QuizQuestion.position)
    )
    return [(position, prompt) for position, prompt in rows]


def test_loading_a_pack_twice_changes_nothing(app: OpenAPI) -> None:
    assert load_pack(pack()) == 3
    before = versions()

    assert load_pack(pack()) == 0
    assert versions() == before


def test_a_changed_question_is_a_new_row_that_supersedes_the_old(app: OpenAPI) -> None:
    load_pack(pack())
    old = db.session.scalars(select(Question).where(Question.prompt == "Prompt of q2")).one()

    changed = [single("q1"), single("q2", prompt="Better"), single("q3")]
    assert load_pack(pack(of=changed)) == 1

    new = db.session.scalars(select(Question).where(Question.prompt == "Better")).one()
    assert new.supersedes_id == old.id
    assert in_order() == [(1, "Prompt of q1"), (2, "Better"), (3, "Prompt of q3")]


def test_a_question_that_leaves_the_pack_leaves_the_quiz_but_not_the_database(
    app: OpenAPI,
) -> None:
    load_pack(pack())

    load_pack(pack(of=[single("q3"), single("q1")]))

    assert in_order() == [(1, "Prompt of q3"), (2, "Prompt of q1")]
    assert len(db.session.scalars(select(Question)).all()) == 3


def test_title_and_settings_follow_the_pack(app: OpenAPI) -> None:
    load_pack(pack())

    load_pack(pack(title="New", settings={"draw": 2, "feedback": "at_end"}))

    quiz = only_quiz()
    assert (quiz.title, quiz.settings) == ("New", {"draw": 2, "feedback": "at_end"})


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("slug: tiny", "slug: Tiny Quiz"), "slug"),
        (
            ("type: single", "type: guess"),
            "question 'one'.*no type 'guess'.*matching, multiple, number, ordering",
        ),
        (("key: a", "key: z"), "question 'one'.*'z' is not among the choices"),
        (("difficulty: 1", "difficulty: 9"), "question 'one': difficulty"),
        (("explanation: ", "colour: red\n    explanation: "), "question 'one'.*colour"),
        (("questions:", "questions: ["), "tiny.yaml"),
        (("language: en", "language: english!"), "language"),
    ],
)
def test_a_faulty_pack_names_file_question_and_fault(
    tmp_path: Path, change: tuple[str, str], fault: str
) -> None:
    file = tmp_path / "tiny.yaml"
    file.write_text(MINIMAL)
    assert isinstance(read_pack(file), Pack)
    file.write_text(MINIMAL.replace(*change))

    with pytest.raises(PackError, match=rf"(?s)tiny\.yaml.*{fault}|{fault}"):
        read_pack(file)


def test_duplicate_ids_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "tiny.yaml"
    file.write_text(MINIMAL + MINIMAL.split("questions:\n")[1])

    with pytest.raises(PackError, match="Two questions have the id 'one'"):
        read_pack(file)


def test_the_shipped_packs_are_large_enough() -> None:
    sizes = {found.slug: len(found.questions) for found in shipped_packs()}

    assert sizes["programming-wats"] >= 40
    assert sizes["containers-and-deployment"] >= 25
    assert sizes["world-and-science"] >= 30
    assert sizes["a-tour-of-popquiz"] >= 12
    assert sizes["maps-and-places"] >= 40
    assert sizes["everyday-physics"] >= 40


def test_every_shipped_question_has_an_explanation() -> None:
    for found in shipped_packs():
        for question in found.questions:
            assert len(question.explanation) > 60, question.id
