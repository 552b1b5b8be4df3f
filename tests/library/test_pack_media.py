"""Packs bring images and sounds as files beside them."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml
from flask.testing import FlaskClient
from flask_openapi3 import OpenAPI
from sqlalchemy import select

from backend.document.question import QuestionContent
from backend.errors.media import MediaMissing
from backend.library.packs import PackError, load_pack, read_pack, shipped_packs
from backend.library.question_rows import media_faults, media_of, new_question
from backend.models import Media, Question, db
from tests.support.api import Api
from tests.support.media import image, mp3
from tests.support.questions import pack, picture, single
from tests.support.tables import versions


def written(folder: Path, *questions: dict[str, Any]) -> Path:
    """A pack's file; beside it a red.png and a beep.mp3."""
    (folder / "media").mkdir(exist_ok=True)
    (folder / "media/red.png").write_bytes(image("PNG", (60, 40)))
    (folder / "media/beep.mp3").write_bytes(mp3())
    file = folder / "small.yaml"
    content = {
        "slug": "small",
        "title": "Small",
        "language": "en",
        "description": "",
        "questions": list(questions),
    }
    file.write_text(yaml.safe_dump(content))
    return file


def test_pack_files_are_stored_unchanged_and_shown(api: Api, tmp_path: Path) -> None:
    prompt = "![A red square](media:red.png)\n\n![A beep](media:beep.mp3)"
    choices = [{"id": "a", "text": "![Red](media:red.png)"}, {"id": "b", "text": "blue"}]
    load_pack(read_pack(written(tmp_path, single("one", prompt=prompt, choices=choices))))
    [question] = api.start()["questions"]

    red = sha256((tmp_path / "media/red.png").read_bytes()).hexdigest()
    shown = (
        f'<img src="/api/media/{red}" alt="A red square" width="60" height="40"'
        ' loading="lazy" decoding="async">'
    )
    assert shown in question["prompt_html"]
    assert 'aria-label="A beep"></audio>' in question["prompt_html"]
    assert 'preload="none"' in question["prompt_html"]
    answer = api.client.get(f"/api/media/{red}")
    assert (answer.data, answer.mimetype) == (image("PNG", (60, 40)), "image/png")
    html = [choice["html"] for choice in question["view"]["choices"]]
    picture = f'<img src="/api/media/{red}" alt="Red" width="60"'
    assert len([shown for shown in html if shown.startswith(picture)]) == 1


def test_reloading_a_pack_with_media_changes_nothing(app: OpenAPI, tmp_path: Path) -> None:
    file = written(
        tmp_path,
        single("one", prompt="![A red square](media:red.png)"),
        picture("two", media="red.png"),
    )
    assert load_pack(read_pack(file)) == 2
    before = versions()

    assert load_pack(read_pack(file)) == 0
    assert versions() == before


def test_a_replaced_image_creates_a_new_question(app: OpenAPI, tmp_path: Path) -> None:
    file = written(tmp_path, picture("one", media="red.png"))
    load_pack(read_pack(file))

    (tmp_path / "media/red.png").write_bytes(image("PNG", (80, 40)))

    assert load_pack(read_pack(file)) == 1
    questions = db.session.scalars(select(Question).order_by(Question.id))
    assert [found.view["width"] for found in questions] == [60, 80]
    assert db.session.query(Media).count() == 2


def test_an_image_question_has_the_size_of_its_image(api: Api, tmp_path: Path) -> None:
    load_pack(read_pack(written(tmp_path, picture("one", media="red.png"))))
    view = api.start()["questions"][0]["view"]

    assert (view["width"], view["height"]) == (60, 40)


@pytest.mark.parametrize(
    ("question", "fault"),
    [
        (single("one", prompt="![](media:red.png)"), "question 'one'.*has no description"),
        (single("one", prompt="![  ](media:red.png)"), "question 'one'.*has no description"),
        (single("one", explanation="![](media:red.png)"), "question 'one'.*has no description"),
        (single("one", prompt="![x](https://example.org/a.png)"), "is not on this server"),
        (single("one", prompt="![x](/api/version)"), "is not on this server"),
        (single("one", prompt="![x](media:none.png)"), "file 'none.png' not found"),
        (single("one", prompt="![x](media:..)"), "is not on this server"),
        (picture("one", media="none.png"), "file 'none.png' not found"),
        (picture("one", media="../small.yaml"), "question 'one': media: "),
        (picture("one", media="red.png", alt=""), "question 'one'.*alt"),
        (
            single(
                "one", choices=[{"id": "a", "text": "![](media:red.png)"}, {"id": "b", "text": "b"}]
            ),
            "question 'one'.*has no description",
        ),
    ],
)
def test_a_faulty_image_is_refused_with_its_question(
    tmp_path: Path, question: dict[str, Any], fault: str
) -> None:
    with pytest.raises(PackError, match=rf"(?s)small\.yaml: .*{fault}"):
        read_pack(written(tmp_path, question))


@pytest.mark.parametrize("content", [b"<svg/>", b"GIF89a", b"", bytes(100)])
def test_a_file_that_is_not_an_image_is_refused_by_name(
    app: OpenAPI, tmp_path: Path, content: bytes
) -> None:
    file = written(tmp_path, picture("one", media="red.png"))
    (tmp_path / "media/red.png").write_bytes(content)

    with pytest.raises(PackError, match=r"red\.png: "):
        load_pack(read_pack(file))
    assert db.session.query(Question).count() == 0


def draft(**changes: Any) -> QuestionContent:  # Any: any field of a question
    [question] = pack(of=[single("one", **changes)]).questions
    return question.content()


def test_missing_media_are_reported_and_refused(app: OpenAPI) -> None:
    unknown = draft(prompt=f"![x](media:{'0' * 64})")

    [fault] = media_faults(unknown, media_of(unknown))
    assert "There is no image or sound '0000" in str(fault)
    with pytest.raises(MediaMissing, match="upload it first"):
        new_question(unknown, {})


def test_a_choice_cannot_contain_a_sound(app: OpenAPI, tmp_path: Path) -> None:
    choices = [{"id": "a", "text": "![Beep](media:beep.mp3)"}, {"id": "b", "text": "b"}]
    loaded = read_pack(written(tmp_path, single("one", choices=choices)))

    with pytest.raises(PackError, match=r"question 'one': .* is a sound"):
        load_pack(loaded)


def test_the_shipped_media_are_served(client: FlaskClient) -> None:
    types = {".webp": "image/webp", ".mp3": "audio/mpeg"}
    for shipped in shipped_packs():
        load_pack(shipped)
        for media_id, file in shipped.media.items():
            assert client.get(f"/api/media/{media_id}").mimetype == types[file.suffix], file.name
    assert db.session.query(Media).count() >= 1
