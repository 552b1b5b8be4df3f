"""Quizzes as files and as code, as an operator and a CI job use them."""

from pathlib import Path

import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import select

from backend.library.packs import PACKS, load_pack
from backend.models import AuditEntry, Question, Quiz, QuizQuestion, db
from tests.support.accounts import add_user
from tests.support.api import Api
from tests.support.command_line import manage
from tests.support.questions import pack
from tests.support.tables import count

GOOD = """---
slug: capitals
title: Capitals
source: {author: Me, licence: MIT}
---

## Question: australia {type: single, difficulty: 1}

What is the capital of Australia?

### Answer

- [ ] Sydney
- [x] Canberra

## Question: marathon {type: number, points: 2}

How long is a marathon?

### Answer

42.195 km
tolerance: 0.2
"""
FAULTY = GOOD.replace("- [x]", "- [ ]")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one quiz and a README."""
    quizzes = tmp_path / "geography"
    quizzes.mkdir()
    (quizzes / "capitals.md").write_text(GOOD)
    (quizzes / "README.md").write_text("# Our quizzes")
    return quizzes


def quiz_of(slug: str) -> Quiz:
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(select(Quiz).where(Quiz.slug == slug)).one()


def question_ids(slug: str) -> list[int]:
    quiz = quiz_of(slug)
    return list(
        db.session.scalars(
            select(QuizQuestion.question_id)
            .where(QuizQuestion.quiz_id == quiz.id)
            .order_by(QuizQuestion.position)
        )
    )


def test_a_file_becomes_a_quiz_and_the_quiz_the_same_file(
    app: OpenAPI, api: Api, database_uri: str, folder: Path
) -> None:
    add_user("ada@example.org")
    file = str(folder / "capitals.md")

    done = manage(
        *("import_quiz", file, "--owner", "Ada@example.org", "--visibility", "public"),
        uri=database_uri,
    )
    exported = manage("export_quiz", "capitals", uri=database_uri)

    assert (done.returncode, done.stdout) == (0, "Capitals: 2 questions, /quiz/capitals (public)\n")
    assert quiz_of("capitals").owner_id == 1
    assert len(api.start("capitals")["questions"]) == 2
    assert exported.stdout.splitlines()[-6:] == GOOD.splitlines()[-6:]
    again = folder / "again.md"
    again.write_text(exported.stdout.replace("slug: capitals", "slug: again"))
    manage("import_quiz", str(again), uri=database_uri)
    second = manage("export_quiz", "again", uri=database_uri).stdout
    assert second.replace("slug: again", "slug: capitals") == exported.stdout


def test_a_faulty_file_is_imported_only_with_only_good(
    app: OpenAPI, database_uri: str, folder: Path
) -> None:
    file = folder / "capitals.md"
    file.write_text(FAULTY)

    refused = manage("import_quiz", str(file), uri=database_uri)
    assert refused.returncode == 1
    assert refused.stderr.startswith("capitals.md, line 7: question 'australia': answer: One")
    assert count(Quiz) == 0
    done = manage("import_quiz", str(file), "--only-good", uri=database_uri)
    assert (done.returncode, count(Quiz), count(Question)) == (0, 1, 1)
    unknown = manage("import_quiz", str(file), "--only-good", "--owner", "x@y.z", uri=database_uri)
    assert (unknown.returncode, count(Quiz)) == (1, 1)


def test_plain_text_can_be_imported_but_not_exported(
    app: OpenAPI, api: Api, database_uri: str, tmp_path: Path
) -> None:
    file = tmp_path / "capitals.txt"
    text = "Capitals\n\n1. Which of Australia?\nA. Sydney\nB. Canberra\n"
    file.write_text(text)
    refused = manage("import_quiz", str(file), uri=database_uri)
    assert refused.stderr.startswith("capitals.txt, line 3: question 'q1': Nothing says which")
    assert (refused.returncode, count(Quiz)) == (1, 0)

    file.write_text(text + "ANSWER: B\n")
    done = manage("import_quiz", str(file), "--visibility", "public", uri=database_uri)

    assert (done.returncode, done.stdout) == (0, "Capitals: 1 questions, /quiz/capitals (public)\n")
    [question] = api.start("capitals")["questions"]
    assert question["prompt_html"] == "<p>Which of Australia?</p>"
    exported = manage("export_quiz", "capitals", "--format", "text", uri=database_uri)
    assert (exported.returncode, exported.stdout) == (2, "")


def test_the_format_of_a_file_can_be_chosen(
    app: OpenAPI, database_uri: str, tmp_path: Path
) -> None:
    file = tmp_path / "capitals.txt"
    file.write_text(GOOD)

    refused = manage("import_quiz", str(file), uri=database_uri)
    done = manage("import_quiz", str(file), "--format", "markdown", uri=database_uri)

    assert (refused.returncode, done.returncode, count(Quiz)) == (1, 0, 1)


def test_sync_follows_a_folder(app: OpenAPI, database_uri: str, folder: Path) -> None:
    def sync(*options: str) -> tuple[int, str]:
        done = manage("sync", str(folder), *options, uri=database_uri)
        return done.returncode, done.stdout + done.stderr

    code, output = sync("--dry-run")
    assert (code, count(Quiz)) == (3, 0)
    assert "capitals: create" in output
    assert "+What is the capital of Australia?" in output
    assert sync()[0] == 0
    first = question_ids("capitals")
    assert quiz_of("capitals").origin == "dir:geography"
    assert sync("--dry-run") == (0, "capitals: up to date\n0 of 1 quizzes would change.\n")

    (folder / "capitals.md").write_text(GOOD.replace("42.195 km", "42.2 km"))
    code, output = sync()
    assert "-42.195 km\n+42.2 km\n" in output
    second = question_ids("capitals")
    assert second[0] == first[0]
    assert db.session.get_one(Question, second[1]).supersedes_id == first[1]

    (folder / "capitals.md").rename(folder / "capitals.txt")
    assert "capitals: archive" in sync()[1]
    assert quiz_of("capitals").archived_at
    (folder / "capitals.txt").rename(folder / "capitals.md")
    assert "capitals: restore" in sync()[1]
    assert quiz_of("capitals").archived_at is None
    actions = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id))
    assert list(actions) == ["sync.create", "sync.update", "sync.archive", "sync.restore"]


def test_sync_never_touches_quizzes_from_elsewhere(
    app: OpenAPI, database_uri: str, folder: Path
) -> None:
    load_pack(pack(slug="capitals"))
    load_pack(pack(slug="other"))

    done = manage("sync", str(folder), uri=database_uri)

    assert done.returncode == 1
    assert "The quiz 'capitals' is managed in pack" in done.stderr
    (folder / "capitals.md").write_text(GOOD.replace("slug: capitals", "slug: ours"))
    assert manage("sync", str(folder), uri=database_uri).returncode == 0
    assert [quiz_of(slug).archived_at for slug in ("capitals", "other")] == [None, None]
    assert quiz_of("capitals").title == "Small"


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("b.md", FAULTY, "b.md, line 7: question 'australia'"),
        ("b.md", GOOD, "have the same slug"),
        ("b.json", '{"title": "T"}', "needs a slug"),
        (
            "b.md",
            GOOD.replace("slug: capitals", "slug: b").replace(
                "How long", f"![A map](media:{'0' * 64}) How long"
            ),
            "upload it first",
        ),
    ],
)
def test_one_faulty_file_stops_the_sync(
    app: OpenAPI, database_uri: str, folder: Path, name: str, text: str, fault: str
) -> None:
    (folder / name).write_text(text)

    done = manage("sync", str(folder), uri=database_uri)

    assert done.returncode == 1
    assert fault in done.stderr
    assert count(Quiz) == 0


def test_init_fixtures_reports_what_it_skips(app: OpenAPI, database_uri: str) -> None:
    manage("init_fixtures", uri=database_uri)
    edited = quiz_of("programming-wats")
    edited.origin, edited.title = None, "Ours"
    db.session.commit()

    done = manage("init_fixtures", uri=database_uri)

    assert "Programming WATs: skipped" in done.stdout
    assert done.stdout.count("up to date") == len(list(PACKS.glob("*.yaml"))) - 1
    assert quiz_of("programming-wats").title == "Ours"
