"""Removing unreferenced media, but never media in use or about to be used."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event, Thread
from typing import Any

import pytest
from flask_openapi3 import OpenAPI
from pydantic_core import to_json
from sqlalchemy import Connection, event, text

from backend.library.packs import load_pack
from backend.library.question_rows import new_question
from backend.media import unused as unused_media
from backend.media.store import keep
from backend.media.unused import Busy, remove, unused
from backend.models import AuditEntry, Question, db
from tests.support.accounts import add_user
from tests.support.authors import Author, content
from tests.support.media import age, aged, image, mp3, present, upload
from tests.support.questions import pack, picture, single


@pytest.fixture
def ada(app: OpenAPI) -> Author:
    add_user("ada@example.org", name="Ada")
    return Author(app, "ada@example.org")


@pytest.fixture
def other(app: OpenAPI) -> Iterator[Connection]:
    """A concurrent transaction."""
    with db.engine.connect() as connection:
        yield connection


def removed() -> set[str]:
    return {media.id for media in remove()}


def shown(media_id: str) -> str:
    return f"![what it shows](media:{media_id})"


def test_unreferenced_media_are_removed_after_a_day(app: OpenAPI) -> None:
    old = aged(image("PNG"), mp3())
    young = keep(image("PNG", (50, 50))).id
    db.session.commit()

    assert [media.id for media in unused()] == sorted(old)
    assert present() == {*old, young}
    assert removed() == set(old)
    assert present() == {young}
    assert removed() == set()
    [entry] = db.session.query(AuditEntry)
    assert (entry.actor, entry.action) == ("command line", "media.remove")
    assert entry.detail == {"files": 2, "bytes": len(image("PNG")) + len(mp3())}


def test_media_referenced_anywhere_in_a_question_are_kept(app: OpenAPI) -> None:
    used = aged(*(image("PNG", (20, side)) for side in range(20, 25)))
    [unnamed] = aged(image("PNG", (90, 90)))
    choices = [{"id": "a", "text": shown(used[0])}, {"id": "b", "text": "b"}]
    load_pack(
        pack(
            description=f"Look at {shown(used[4])}",
            of=[
                single("one", choices=choices),
                single("two", prompt=shown(used[1])),
                single("three", explanation=f"Because.\n\n{shown(used[2])}"),
                picture("four", media=used[3]),
            ],
        )
    )

    assert removed() == {unnamed}
    assert present() == set(used)


def test_media_referenced_by_an_older_edition_are_kept(app: OpenAPI) -> None:
    old, new = aged(image("PNG"), image("PNG", (50, 50)))
    load_pack(pack(of=[single("one", prompt=shown(old)), single("two")]))
    load_pack(pack(of=[single("one", prompt=shown(new)), single("two")]))
    load_pack(pack(of=[single("two")]))  # it leaves the quiz

    assert db.session.query(Question).count() == 3
    assert removed() == set()
    assert present() == {old, new}


def test_media_referenced_by_a_draft_are_kept(ada: Author) -> None:
    in_question, in_description, unnamed = aged(*(image("PNG", (20, n)) for n in (20, 30, 40)))
    quiz_id = ada.new_quiz()
    ada.post(f"/studio/quizzes/{quiz_id}/draft", {})
    ada.add(quiz_id, {"type": "image", "body": {"media": in_question}})  # unfinished
    change = {"version": 1, "description": shown(in_description)}
    ada.patch(f"/studio/quizzes/{quiz_id}/draft", change)

    assert removed() == {unnamed}


SENT = pytest.mark.parametrize(
    "sent", [image("PNG"), mp3()], ids=["made into what is stored", "stored as it is"]
)


@SENT
def test_media_uploaded_again_are_kept_for_another_day(ada: Author, sent: bytes) -> None:
    media = upload(ada.client, sent)
    age()

    assert upload(ada.client, sent) == media

    assert removed() == set()
    age()
    assert removed() == {media["id"]}


def let_go_by_change(ada: Author, quiz_id: int, question: Any) -> None:
    ada.put_question(quiz_id, question, prompt="No image")


def let_go_by_removal(ada: Author, quiz_id: int, question: Any) -> None:
    version = question["version"]
    ada.delete(f"/studio/quizzes/{quiz_id}/draft/questions/{question['id']}?version={version}")


def let_go_by_discard(ada: Author, quiz_id: int, _question: Any) -> None:
    ada.delete(f"/studio/quizzes/{quiz_id}/draft")


@pytest.mark.parametrize("let_go", [let_go_by_change, let_go_by_removal, let_go_by_discard])
def test_media_removed_from_a_draft_are_kept_for_a_day(
    ada: Author, let_go: Callable[[Author, int, Any], None]
) -> None:
    """An author may cut an image to paste it elsewhere, or undo."""
    [cut] = aged(image("PNG"))
    quiz_id = ada.new_quiz()
    ada.post(f"/studio/quizzes/{quiz_id}/draft", {})
    question = ada.add(quiz_id, content("one", prompt=shown(cut)))

    let_go(ada, quiz_id, question)

    assert removed() == set()
    age()
    assert removed() == {cut}


def test_removal_waits_for_a_question_being_written(
    app: OpenAPI, ada: Author, other: Connection
) -> None:
    [named] = aged(image("PNG"))
    quiz_id = ada.new_quiz()
    ada.post(f"/studio/quizzes/{quiz_id}/draft", {})
    ada.add(quiz_id, content("one"))
    saved = to_json({"type": "image", "body": {"media": named}}).decode()
    save = text("UPDATE question_draft SET content = CAST(:content AS jsonb)")
    other.execute(save, {"content": saved})
    met = Event()

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "LOCK TABLE" in statement:
            met.set()

    def run() -> set[str]:
        with app.app_context():
            return removed()

    event.listen(db.engine, "before_cursor_execute", note)
    with ThreadPoolExecutor(1) as pool:
        removal = pool.submit(run)
        assert met.wait(10)
        assert unused()  # the reference is not committed yet
        other.commit()
        assert removal.result(30) == set()
    event.remove(db.engine, "before_cursor_execute", note)
    assert present() == {named}


def test_a_writer_that_never_ends_is_reported(
    app: OpenAPI, other: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = aged(image("PNG"))
    monkeypatch.setattr(unused_media, "PATIENCE", 0.1)
    other.execute(text("LOCK TABLE question IN ROW EXCLUSIVE MODE"))

    with pytest.raises(Busy):
        removed()
    assert present() == set(ids)
    other.rollback()
    assert removed() == set(ids)


def test_a_file_being_uploaded_again_is_kept(app: OpenAPI, other: Connection) -> None:
    [sent] = aged(image("PNG"))
    other.execute(text("UPDATE media SET created_at = now() WHERE id = :id"), {"id": sent})

    assert removed() == set()  # it does not wait
    other.commit()
    assert removed() == set()
    assert present() == {sent}


def test_a_file_about_to_be_referenced_is_kept(app: OpenAPI) -> None:
    """A question of a file or a pack that is not stored yet: only the file is locked."""
    [named] = aged(image("PNG"))
    [entry] = pack(of=[single("one", prompt=shown(named))]).questions
    db.session.add(new_question(entry.content(), {}))

    def run() -> set[str]:
        with app.app_context():
            return removed()

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(run).result(30) == set()
    db.session.commit()
    assert removed() == set()
    assert present() == {named}


@SENT
def test_a_file_uploaded_during_removal_is_stored_again(
    ada: Author, other: Connection, sent: bytes
) -> None:
    media = upload(ada.client, sent)
    age()
    other.execute(text("DELETE FROM media"))
    answers: list[Any] = []
    sending = Thread(target=lambda: answers.append(upload(ada.client, sent)))
    sending.start()
    while not db.session.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")):
        db.session.rollback()

    other.commit()
    sending.join()

    assert answers == [media]
    assert present() == {media["id"]}


def test_uploading_and_saving_during_removal_loses_nothing(app: OpenAPI, ada: Author) -> None:
    """Old and unused files: in each round some are removed, and uploaded again."""
    quiz_id = ada.new_quiz()
    ada.post(f"/studio/quizzes/{quiz_id}/draft", {})
    author = Author(app, "ada@example.org")
    contents = [image("PNG", (20 + number, 20)) for number in range(4)]

    def write(barrier: Barrier) -> set[str]:
        barrier.wait()
        ids = [upload(author.client, found)["id"] for found in contents]
        for media_id in ids:
            author.add(quiz_id, content("q", prompt=shown(media_id)))
        return set(ids)

    def clear(barrier: Barrier) -> set[str]:
        with app.app_context():
            barrier.wait()
            return removed() | removed() | removed()

    lost = 0
    for _ in range(12):
        db.session.execute(text("DELETE FROM question_draft"))
        age()
        barrier = Barrier(2)
        with ThreadPoolExecutor(2) as pool:
            written, cleared = pool.submit(write, barrier), pool.submit(clear, barrier)
            lost += len(cleared.result(60))
            assert written.result(60) == present()
    assert lost  # otherwise there was no race
