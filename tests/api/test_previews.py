"""Link previews: what messengers get instead of the page, and that it shows no more."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from flask_openapi3 import OpenAPI
from PIL import Image
from sqlalchemy import update

from backend.library.link_previews import ABOUT, plain
from backend.library.packs import load_pack
from backend.models import Quiz, db
from tests.support.accounts import SignedIn
from tests.support.authors import Author, content
from tests.support.media import png, upload
from tests.support.page_head import Head
from tests.support.questions import pack, single

pytestmark = pytest.mark.usefixtures("site_forgotten")
ROOT = Path(__file__).parents[2]
EVIL = '"><script>alert(1)</script>{{ 7 * 7 }}'


def head(client: FlaskClient, path: str) -> dict[str, str]:
    answer = client.get(f"/api/previews/page{path}")
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    assert answer.headers["Cache-Control"] == "no-store"
    return Head(answer.text).found


def picture(client: FlaskClient, url: str) -> Image.Image:
    assert url.startswith("http://localhost/api/")
    answer = client.get(url)
    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    return Image.open(BytesIO(answer.data))


def test_a_quiz_is_described_as_on_its_page(app: OpenAPI, client: FlaskClient) -> None:
    load_pack(pack(language="pt-BR"))

    found = head(client, "/quiz/small")

    image = found.pop("og:image")
    assert found == {
        "html": "pt-BR",
        "title": "Small · Popquiz",
        "description": "A small quiz.",
        "canonical": "http://localhost/quiz/small",
        "og:type": "website",
        "og:site_name": "Popquiz",
        "og:title": "Small",
        "og:description": "A small quiz.",
        "og:url": "http://localhost/quiz/small",
        "og:image:type": "image/jpeg",
        "og:image:width": "1200",
        "og:image:height": "630",
        "twitter:card": "summary_large_image",
    }
    assert picture(client, image).size == (1200, 630)


def test_the_site_is_described_as_its_admin_says(client: FlaskClient, admin: SignedIn) -> None:
    as_it_comes = head(client, "/")
    assert (as_it_comes["title"], as_it_comes["description"]) == ("Popquiz", ABOUT)
    drawn = picture(client, as_it_comes["og:image"])

    logo = upload(admin.client, png(Image.new("RGB", (400, 400), (10, 120, 60))))["id"]
    named = {"name": "Lakeside School", "headline": "Learn by asking", "welcome": "Hello, **you**."}
    admin.put("/studio/site", {**named, "logo": logo})

    found = head(client, "/")
    assert found["title"] == "Learn by asking · Lakeside School"
    assert found["og:site_name"] == "Lakeside School"
    assert found["description"] == found["og:description"] == "Hello, you."
    assert found["og:url"] == "http://localhost/"
    assert found["og:image"] != as_it_comes["og:image"]
    shown = picture(client, found["og:image"])
    assert shown.size == drawn.size == (1200, 630)
    assert near(shown.getpixel((600, 315)), (10, 120, 60))  # whole, in the middle of paper
    assert near(shown.getpixel((20, 20)), (255, 255, 255))


def near(one: Any, other: tuple[int, int, int]) -> bool:  # Any: as Pillow types a pixel
    return all(abs(mine - theirs) < 8 for mine, theirs in zip(one, other, strict=True))


def test_the_description_is_what_index_html_says() -> None:
    assert f'content="{ABOUT}"' in (ROOT / "client/src/index.html").read_text()


def test_the_image_is_the_cover_and_changes_its_address_with_it(
    ada: Author, client: FlaskClient
) -> None:
    quiz_id = ada.new_quiz(content("one"))
    drawn = head(client, "/quiz/small")["og:image"]

    cover = upload(ada.client, png(Image.new("RGB", (300, 300), (200, 30, 30))))["id"]
    ada.put(f"/studio/quizzes/{quiz_id}/cover", {"media": cover})

    uploaded = head(client, "/quiz/small")["og:image"]
    assert uploaded != drawn
    assert picture(client, uploaded).size == (1200, 630)
    assert near(picture(client, uploaded).getpixel((10, 10)), (200, 30, 30))
    first = client.get(uploaded)
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get(uploaded, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def hidden(ada: Author, quiz_id: int, how: str) -> None:
    if how == "private":
        ada.patch(f"/studio/quizzes/{quiz_id}", {"visibility": "private"})
    elif how == "archived":
        ada.post(f"/studio/quizzes/{quiz_id}/archive", {})
    else:
        ada.delete(f"/studio/quizzes/{quiz_id}")


@pytest.mark.parametrize("how", ["private", "archived", "deleted"])
def test_a_quiz_that_visitors_cannot_see_is_like_none(
    ada: Author, client: FlaskClient, how: str
) -> None:
    quiz_id = ada.new_quiz(content("one"))
    image = client.get("/api/previews/quizzes/small.jpg").headers["ETag"]

    hidden(ada, quiz_id, how)

    for browser in (client, ada.client):  # signed in or not
        for path in ("page/quiz/{}", "quizzes/{}.jpg"):
            tagged = {"If-None-Match": image}
            gone, never = (
                browser.get(f"/api/previews/{path.format(slug)}", headers=tagged)
                for slug in ("small", "never")
            )
            assert gone.status_code == never.status_code == 404
            assert gone.text.replace("small", "never") == never.text


def test_an_unlisted_closed_quiz_with_a_code_shows_what_its_page_shows(
    app: OpenAPI, client: FlaskClient
) -> None:
    settings = {"code": "sesame", "closes_at": "2020-01-01T00:00:00Z"}
    questions = [single("one", prompt="A secret prompt")]
    load_pack(pack(of=questions, description="", settings=settings))
    db.session.execute(update(Quiz).values(visibility="unlisted"))
    db.session.commit()

    page = client.get("/api/previews/page/quiz/small").text

    assert Head(page).found["og:title"] == "Small"
    assert Head(page).found["description"] == "1 question"
    assert "sesame" not in page
    assert "secret" not in page


def test_everything_is_escaped(app: OpenAPI, client: FlaskClient, admin: SignedIn) -> None:
    admin.put("/studio/site", {"name": EVIL[:40], "headline": EVIL, "welcome": EVIL})
    load_pack(pack(title=EVIL, description=EVIL))

    for path in ("/", "/quiz/small"):
        page = client.get(f"/api/previews/page{path}").text
        read = Head(page)
        assert "script" not in read.elements
        assert read.found["og:title"] == EVIL
        assert read.found["og:description"] == EVIL
        assert "<script" not in page


def test_the_address_is_that_of_the_settings(
    app: OpenAPI, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_pack(pack())
    monkeypatch.setitem(app.config, "PUBLIC_URL", "https://quiz.example.org")

    found = head(client, "/quiz/small")

    assert found["og:url"] == found["canonical"] == "https://quiz.example.org/quiz/small"
    assert found["og:image"].startswith(
        "https://quiz.example.org/api/previews/quizzes/small.jpg?v="
    )


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One <em>two</em></p>\n<ul>\n<li>three</li>\n</ul>", "One two three"),
        ("<p>a &lt;b&gt; &amp; c</p>", "a <b> & c"),
        (f"<p>{'word ' * 60}</p>", f"{'word ' * 38}word…"),
        (f"<p>{'字' * 300}</p>", f"{'字' * 199}…"),
        ("", ""),
    ],
)
def test_a_description_is_one_short_line(html: str, text: str) -> None:
    assert plain(html) == text
