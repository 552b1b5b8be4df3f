"""What the operator says about the site, and where it shows."""

import re
import time
from io import BytesIO
from pathlib import Path

import pytest
from flask_openapi3 import OpenAPI
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from backend.media.unused import remove, unused
from backend.site import accent, store
from tests.support.accounts import SignedIn, sign_in_as
from tests.support.api import Api
from tests.support.media import age, image, mp3, upload

TOKENS = Path(__file__).parents[2] / "client/src/styles/tokens.css"
FULL = {
    "name": "Lakeside School",
    "headline": "Learn by asking",
    "welcome": "Hello, **pupils**. <script>alert(1)</script>",
    "accent": "#1f6f54",
    "logo": None,
    "links": [{"label": "Privacy", "url": "https://school.example/privacy"}],
}
PLAIN: dict[str, object] = {
    **dict.fromkeys(("name", "headline", "welcome", "accent", "logo")),
    "links": [],
}
pytestmark = pytest.mark.usefixtures("site_forgotten")


def test_it_comes_as_popquiz(api: Api) -> None:
    site = api.get("/site")

    assert site["name"] == "Popquiz"
    assert [site[name] for name in ("headline", "welcome_html", "accent_light", "links")] == [
        *(None, None, None, [])
    ]
    assert api.client.get("/api/site/style.css").text == ""


def test_an_admin_changes_it_and_everybody_sees_it(api: Api, admin: SignedIn) -> None:
    assert admin.get("/studio/site") == PLAIN
    admin.put("/studio/site", FULL)

    assert admin.get("/studio/site") == FULL
    site = api.get("/site")
    assert (site["name"], site["headline"]) == ("Lakeside School", "Learn by asking")
    assert site["links"] == FULL["links"]
    assert "<strong>pupils</strong>" in site["welcome_html"]
    assert "<script" not in site["welcome_html"]
    [entry] = [one for one in admin.get("/audit")["entries"] if one["action"] == "site.change"]
    assert entry["detail"]["name"] == "Lakeside School"

    admin.put("/studio/site", PLAIN)
    assert api.get("/site")["name"] == "Popquiz"


@pytest.mark.parametrize("said", [True, False])
def test_saving_answers_as_every_page_sees_it(
    app: OpenAPI, api: Api, admin: SignedIn, monkeypatch: pytest.MonkeyPatch, said: bool
) -> None:
    monkeypatch.setitem(app.config, "GUEST_HOSTS", said)

    saved = admin.put("/studio/site", FULL)

    assert saved["guest_hosts"] is said
    assert saved == api.get("/site")


def test_another_process_sees_it_after_a_short_time(
    api: Api, admin: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert api.get("/site")["name"] == "Popquiz"
    kept = store._kept
    admin.put("/studio/site", FULL)
    monkeypatch.setattr(store, "_kept", kept)  # as it is in another process

    assert api.get("/site")["name"] == "Popquiz"
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + store.KEPT + 1)

    assert api.get("/site")["name"] == "Lakeside School"


def test_clients_revalidate_it_but_do_not_download_it_again(api: Api, admin: SignedIn) -> None:
    for path in ("/api/site", "/api/site/style.css", "/api/site/manifest"):
        first = api.client.get(path)
        tagged = {"If-None-Match": first.headers["ETag"]}
        assert first.headers["Cache-Control"] == "no-cache"
        assert api.client.get(path, headers=tagged).status_code == 304
        admin.put("/studio/site", FULL)
        assert api.client.get(path, headers=tagged).status_code == 200
        admin.put("/studio/site", PLAIN)


def test_the_installed_app_has_its_name_and_colour(api: Api, admin: SignedIn) -> None:
    admin.put("/studio/site", FULL)

    answer = api.client.get("/api/site/manifest")

    assert answer.mimetype == "application/manifest+json"
    manifest = answer.get_json(force=True)
    assert manifest["name"] == manifest["short_name"] == "Lakeside School"
    assert manifest["theme_color"] == "#1f6f54"
    assert manifest["id"] == manifest["scope"] == manifest["start_url"] == "/"
    assert manifest["description"]
    assert manifest["dir"] == "auto"


def test_a_mask_cuts_nothing_off_the_logo(api: Api, admin: SignedIn) -> None:
    logo_of(admin, 512, 512)

    shown = Image.open(BytesIO(api.client.get("/api/previews/maskable-512.png").data))

    paper, middle = (255, 255, 255), 256
    whole = shown.convert("RGB")
    marked = [x for x in range(512) if whole.getpixel((x, middle)) != paper]
    reach = max(abs(marked[0] - middle), abs(marked[-1] - middle))
    assert 2**0.5 * reach <= 0.4 * 512  # the corners, too
    api.get("/previews/maskable-100.png", 404)


def test_the_product_has_icons_of_its_own(api: Api) -> None:
    icons = api.client.get("/api/site/manifest").get_json(force=True)["icons"]

    assert {one.get("purpose", "any") for one in icons} == {"any", "maskable"}
    for one in icons:
        file = Path(__file__).parents[2] / f"client/public{one['src']}"
        if one["type"] == "image/png":
            with Image.open(file) as shown:
                assert f"{shown.width}x{shown.height}" == one["sizes"]
        else:
            assert file.exists()


def logo_of(admin: SignedIn, width: int, height: int) -> str:
    """Upload an image of this size, and make it the logo; its id."""
    media = upload(admin.client, image("PNG", (width, height)))
    admin.put("/studio/site", {**FULL, "logo": media["id"]})
    return str(media["id"])


def test_the_logo_is_a_stored_image_with_its_size(api: Api, admin: SignedIn) -> None:
    logo = logo_of(admin, 300, 200)

    site = api.get("/site")
    assert (site["logo"], site["logo_width"], site["logo_height"]) == (logo, 300, 200)
    assert admin.get("/studio/site")["logo"] == logo
    assert api.client.get(f"/api/media/{logo}").status_code == 200
    admin.put("/studio/site", FULL)
    assert api.get("/site")["logo"] is None


def test_a_logo_that_is_no_stored_image_is_refused(api: Api, admin: SignedIn) -> None:
    sound = upload(admin.client, mp3())["id"]

    for send in (admin.put, lambda _, *rest: admin.post("/studio/site/preview", *rest)):
        problem = send("/studio/site", {**FULL, "logo": sound}, 422)
        assert [(one["field"], one["code"]) for one in problem["errors"]] == [
            ("logo", "logo-not-image")
        ]
        assert send("/studio/site", {**FULL, "logo": "0" * 64}, 404)["type"].endswith("not-found")
    assert admin.get("/studio/site") == PLAIN


def test_the_logo_is_kept_and_a_former_one_for_a_day(admin: SignedIn) -> None:
    logo = logo_of(admin, 300, 200)
    age()
    assert unused() == []
    assert list(remove()) == []

    admin.put("/studio/site", FULL)
    assert list(remove()) == []
    age()
    assert [media.id for media in remove()] == [logo]


@pytest.mark.parametrize(("width", "height"), [(512, 512), (400, 200), (200, 300)])
def test_the_logo_is_the_icon_of_the_installed_app(
    api: Api, admin: SignedIn, width: int, height: int
) -> None:
    logo_of(admin, width, height)

    icons = api.client.get("/api/site/manifest").get_json(force=True)["icons"]

    assert [one["sizes"] for one in icons] == ["192x192", "512x512", "512x512"]
    assert [one["purpose"] for one in icons] == ["any", "any", "maskable"]
    for one in icons:
        answer = api.client.get(one["src"])
        assert answer.mimetype == one["type"] == "image/png"
        shown = Image.open(BytesIO(answer.data))
        assert f"{shown.width}x{shown.height}" == one["sizes"]
        assert shown.getpixel((0, 0)) == (255, 255, 255)  # whole, with paper around it


@pytest.mark.parametrize(("width", "height"), [(600, 200), (200, 600), (190, 190)])
def test_a_wide_or_small_logo_is_no_icon(
    api: Api, admin: SignedIn, width: int, height: int
) -> None:
    logo_of(admin, width, height)

    icons = api.client.get("/api/site/manifest").get_json(force=True)["icons"]
    assert icons[0]["src"] == "/favicon.svg"
    assert not [icon for icon in icons if icon["src"].startswith("/api")]


def test_there_is_no_icon_without_a_logo(api: Api, admin: SignedIn) -> None:
    api.get("/previews/icon-192.png", 404)
    logo_of(admin, 300, 200)
    api.get("/previews/icon-193.png", 404)


def test_the_preview_is_what_saving_would_show_and_stores_nothing(
    api: Api, admin: SignedIn
) -> None:
    logo = upload(admin.client, image("PNG", (300, 200)))["id"]
    preview = admin.post("/studio/site/preview", {**FULL, "logo": logo})

    assert admin.get("/studio/site") == PLAIN
    assert api.get("/site")["name"] == "Popquiz"
    assert not [one for one in admin.get("/audit")["entries"] if one["action"] == "site.change"]
    colours = preview.pop("colours")
    saved = admin.put("/studio/site", {**FULL, "logo": logo})
    assert {name: saved[name] for name in preview} == preview
    sheet = api.client.get("/api/site/style.css").text
    assert all(f"{name}: {colour};" in sheet for name, colour in colours.items())
    assert "--sun" in colours
    assert admin.post("/studio/site/preview", PLAIN)["colours"] == {}


@pytest.mark.parametrize("role", ["author", None])
def test_only_admins_change_it(app: OpenAPI, api: Api, role: str | None) -> None:
    client = sign_in_as(app, "author").client if role else api.client
    expected = 403 if role else 401

    assert client.put("/api/studio/site", json=FULL).status_code == expected
    assert client.get("/api/studio/site").status_code == expected
    assert client.post("/api/studio/site/preview", json=FULL).status_code == expected
    assert api.get("/site")["name"] == "Popquiz"


@pytest.mark.parametrize(
    "changes",
    [
        *({"name": ""}, {"name": " "}, {"name": "a\nb"}, {"name": "x" * 41}, {"welcome": ""}),
        *({"accent": "red"}, {"accent": "#fff"}, {"accent": "#FFFFFF; }"}, {"more": 1}),
        {"links": [{"label": "x", "url": "javascript:alert(1)"}]},
        {"links": [{"label": "x", "url": "data:text/html,x"}]},
        {"links": [{"label": "", "url": "/x"}]},
        {"links": [{"label": "x", "url": "/x"}] * 9},
        {"welcome": "\x00"},
        *({"logo": "nothing"}, {"logo": "../" * 20}),
    ],
)
def test_what_cannot_be_shown_is_refused(admin: SignedIn, changes: dict[str, object]) -> None:
    problem = admin.put("/studio/site", {**FULL, **changes}, 422)

    assert problem["errors"]
    assert admin.get("/studio/site") == PLAIN


COLOUR = st.tuples(*[st.integers(0, 255)] * 3)


@given(COLOUR)
def test_text_on_any_accent_can_be_read_and_its_edge_seen(colour: accent.Colour) -> None:
    light, dark = accent.in_light(colour), accent.in_dark(colour)

    assert accent.contrast(light.colour, light.on) >= 4.5
    assert accent.contrast(dark.colour, dark.on) >= 4.5
    for page in (accent.DARK_PAPER, accent.DARK_CARD):
        assert accent.contrast(dark.colour, page) >= 3
    for paper, ink, one in ((accent.WHITE, accent.INK, light), (accent.DARK_CARD, PALE, dark)):
        soft = accent.mix(paper, one.colour, 0.25 if one is light else 0.2)
        assert accent.contrast(soft, ink) >= 4.5


PALE = (0xF4, 0xEF, 0xDF)


def test_a_colour_that_needs_no_change_stays() -> None:
    assert accent.in_light((0xFF, 0xD2, 0x3F)) == ((0xFF, 0xD2, 0x3F), accent.INK)
    assert accent.in_dark((0xFF, 0xD2, 0x3F)).colour == (0xFF, 0xD2, 0x3F)
    assert accent.contrast(accent.WHITE, (0, 0, 0)) == pytest.approx(21)


def test_the_colours_of_the_page_are_those_of_the_client() -> None:
    css = TOKENS.read_text()
    pairs = dict(re.findall(r"--(ink|paper|card): light-dark\(([^)]+)\)", css))

    assert pairs["ink"] == f"{accent.write_colour(accent.INK)}, {accent.write_colour(PALE)}"
    assert pairs["paper"].endswith(accent.write_colour(accent.DARK_PAPER))
    assert pairs["card"].endswith(accent.write_colour(accent.DARK_CARD))


def test_the_style_sheet_counts_more_than_the_clients(api: Api, admin: SignedIn) -> None:
    admin.put("/studio/site", FULL)

    answer = api.client.get("/api/site/style.css")

    assert answer.mimetype == "text/css"
    assert answer.text.startswith(":root:root { --sun: light-dark(#1f6f54, #")
    assert "url(" not in answer.text
