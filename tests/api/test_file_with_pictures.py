"""A binary format that brings pictures: from a request to a stored draft, and out again.

It exists in these tests only, as an example of an archive format.
"""

import json
import struct
from typing import Any

import pytest
from flask_openapi3 import OpenAPI

from backend import bounded
from backend.document.media_files import media_files, with_content_ids
from backend.document.media_ids import media_ids, with_media_ids
from backend.document.quiz import QuizDocument
from backend.document.report import Loss, Report, Written, check, nothing
from backend.errors import FieldFault
from backend.errors.fields import Invalid
from backend.formats import FORMATS, Exported, Format, Likeness, MediaContent
from backend.library.store import trusting
from backend.models import Media, Quiz, db
from tests.support.authors import Author, content
from tests.support.media import image

MAGIC = b"BOX\0"


def looks_like(content: bytes) -> Likeness:
    return Likeness.MARKED if content.startswith(MAGIC) else Likeness.NONE


def read(content: bytes, title: str | None = None) -> Report:
    try:
        text, files = unpacked(content)
        quiz = with_content_ids(json.loads(text), files)
    except (ValueError, struct.error):
        return nothing(1, Invalid(reason="not a box"))
    written = [
        Written(line=number, fields={**question.pop("body"), **question}, part="lid")
        for number, question in enumerate(quiz.pop("questions"), start=1)
    ]
    report = check(quiz, written, title=title)
    lost = Loss.of("aside", FieldFault("lid", Invalid(reason="a lid")), "one", line=1, part="lid")
    return report.model_copy(update={"losses": [lost], "media": media_files(files)})


def write(document: QuizDocument, media: MediaContent) -> Exported:
    files: dict[str, bytes] = {}

    def name_of(media_id: str) -> str:
        media_type, content = media(media_id)
        name = f"{len(files)}.{media_type.partition('/')[2]}"
        files[name] = content
        return name

    data = with_media_ids(document.model_dump(mode="json"), name_of)
    return Exported(packed(json.dumps(data), files))


def packed(text: str, files: dict[str, bytes]) -> bytes:
    names = json.dumps({name: len(content) for name, content in files.items()}).encode()
    head = struct.pack(">II", len(text.encode()), len(names))
    return MAGIC + head + text.encode() + names + b"".join(files.values())


def unpacked(content: bytes) -> tuple[str, dict[str, bytes]]:
    long, short = struct.unpack_from(">II", content, len(MAGIC))
    at = len(MAGIC) + 8 + long + short
    files = {}
    for name, size in json.loads(content[at - short : at]).items():
        files[name], at = content[at : at + size], at + size
    return content[len(MAGIC) + 8 :][:long].decode(), files


BOX = Format(
    name="box",
    title="Box",
    suffixes=(".box",),
    media_type="application/x-box",
    looks_like=looks_like,
    read=read,
    write=write,
    full=True,
    limit=4 * 1024 * 1024,
)


@pytest.fixture(autouse=True)
def box(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FORMATS, "box", BOX)
    # The format is known in this process only.
    monkeypatch.setattr(bounded, "run", trusting)


def send(author: Author, content: bytes, status: int = 200, **query: Any) -> Any:  # Any: JSON
    answer = author.client.post(
        "/api/studio/imports/file",
        query_string=query,
        data=content,
        content_type="application/octet-stream",
    )
    assert answer.status_code == status, answer.text
    return answer.json


PICTURE = image("PNG")
AREAS = [
    {"id": "a", "label": "", "shape": {"x": 0.2, "y": 0.5, "r": 0.1}},
    {"id": "b", "label": "", "shape": {"x": 0.7, "y": 0.5, "r": 0.1}},
]


def filled(picture: bytes = PICTURE, name: str = "map.png") -> bytes:
    """A box with one picture, in a prompt and as the body of an image question."""
    shown = content("one", prompt=f"![A map](media:{name}) Where is it?")
    place = {"media": name, "alt": "A map", "areas": AREAS, "key": ["a"]}
    asked = content("two", type="image", body=place)
    quiz = {"title": "Boxed", "description": f"![Map](media:{name})", "questions": [shown, asked]}
    unused = {"unused.png": image("PNG", (8, 8))}
    return packed(json.dumps(quiz), {name: picture, **unused})


def test_a_file_with_a_picture_round_trips_through_a_draft(
    ada: Author,
) -> None:
    done = send(ada, filled(), name="quiz.box")

    assert (done["format"], done["good"], done["faults"]) == ("box", 2, [])
    assert [(loss["effect"], loss["code"]) for loss in done["losses"]] == [("aside", "invalid")]
    [stored] = db.session.query(Media).all()  # what no question uses is not stored
    assert stored.media_type == "image/webp"
    draft = ada.draft(done["quiz_id"])
    assert media_ids(draft["fields"]["description"]) == {stored.id}
    shown, asked = (question["content"] for question in draft["questions"])
    assert shown["prompt"] == f"![A map](media:{stored.id}) Where is it?"
    assert asked["body"]["media"] == stored.id
    assert [question["problems"] for question in draft["questions"]] == [[], []]

    ada.publish(done["quiz_id"])
    path = f"/api/studio/quizzes/{done['quiz_id']}/export?format=box"
    exported = [ada.client.get(f"{path}&of={of}") for of in ("draft", "published")]

    assert exported[0].headers["Content-Type"] == "application/x-box"
    assert exported[0].headers["Content-Disposition"] == 'attachment; filename="boxed.box"'
    for answer in exported:
        text, files = unpacked(answer.data)
        assert set(files.values()) == {stored.content}
        assert media_ids(json.loads(text)) == set(files)
    again = send(ada, exported[0].data, quiz_id=done["quiz_id"])
    assert (again["format"], again["good"]) == ("box", 2)
    assert db.session.query(Media).count() == 1


def test_checking_a_file_stores_nothing_and_reports_bad_pictures(ada: Author) -> None:
    looked = send(ada, filled(b"<svg/>", "map.svg"), name="quiz.box", check=True)

    assert (looked["quiz_id"], looked["good"]) == (None, 2)
    losses = {loss["code"]: loss for loss in looked["losses"]}
    assert losses["media-not-taken"]["effect"] == "appearance"
    assert "map.svg" in losses["media-not-taken"]["detail"]
    send(ada, filled(), check=True)
    assert (db.session.query(Media).count(), db.session.query(Quiz).count()) == (0, 0)
    assert ada.get("/studio/quizzes")["quizzes"] == []

    done = send(ada, filled(b"<svg/>", "map.svg"))
    refused = ada.publish(done["quiz_id"], 422)  # until the author replaces it
    assert len(refused["errors"]) == 2


def test_a_fault_names_the_part_of_the_file(ada: Author) -> None:
    quiz = {"title": "Boxed", "questions": [content("one"), content("two", type="essay")]}

    done = send(ada, packed(json.dumps(quiz), {}), only_good=True)

    [fault] = done["faults"]
    assert (fault["part"], fault["line"], fault["question"]) == ("lid", 2, "two")
    assert (fault["field"], done["good"], done["refused"]) == ("body", 1, 1)
    assert [done["losses"][0][name] for name in ("part", "line", "field")] == ["lid", 1, "lid"]


def test_the_format_is_detected_unless_given(ada: Author) -> None:
    text = b"Seats\n\nWhich?\nA. x\nB. y *\n"

    assert send(ada, text, check=True)["format"] == "text"
    assert send(ada, text, check=True, name="seats.txt")["good"] == 1
    [fault] = send(ada, text, check=True, format="box")["faults"]
    assert fault["params"] == {"reason": "not a box"}
    assert send(ada, b"\0", check=True)["format"] is None
    send(ada, text, 422, format="docx")
    send(ada, text, 422, name="seats.txt", color="red")


def test_each_format_has_its_own_size_limits(ada: Author) -> None:
    large = MAGIC + bytes(2 * 1024 * 1024)

    assert send(ada, large, check=True)["faults"][0]["params"] == {"reason": "not a box"}
    detail = send(ada, large, check=True, name="x.json")["faults"][0]["detail"]
    assert detail == "The file has more than 1024 kB."
    detail = send(ada, large + large, check=True)["faults"][0]["detail"]
    assert detail == "The file has more than 4096 kB."
    send(ada, bytes(8 * 1024 * 1024 + 1), 413)


@pytest.mark.parametrize(
    "media_type",
    ["multipart/form-data; boundary=x", "text/plain", "application/json", None],
)
def test_content_types_of_html_forms_are_refused(ada: Author, media_type: str | None) -> None:
    path = "/api/studio/imports/file"
    answer = ada.client.post(path, data=filled(), content_type=media_type)
    assert answer.status_code == 415, answer.text

    del ada.client.environ_base["HTTP_X_CSRF_TOKEN"]
    answer = ada.client.post(path, data=filled(), content_type="application/octet-stream")
    assert answer.status_code == 403


def test_a_file_beyond_the_quota_is_refused_as_a_whole(
    app: OpenAPI, ada: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "MEDIA_QUOTA", 10)

    for check_only in (True, False):
        problem = send(ada, filled(), 413, name="quiz.box", check=check_only)
        assert problem["type"] == "/problems/media-quota-reached"

    assert db.session.query(Media).count() == db.session.query(Quiz).count() == 0
