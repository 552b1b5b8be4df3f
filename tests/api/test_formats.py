"""The list of formats: everything a client needs to know about them."""

from flask.testing import FlaskClient

from backend.formats import FORMATS


def test_the_list_of_formats_is_public(client: FlaskClient) -> None:
    answer = client.get("/api/formats")

    listed = {form["name"]: form for form in answer.json["formats"]}  # type: ignore[index]  # it is JSON
    assert set(listed) == set(FORMATS)
    assert listed["markdown"] == {
        "name": "markdown",
        "title": "Markdown",
        "suffixes": [".md", ".markdown"],
        "media_type": "text/markdown",
        "binary": False,
        "limit": 1024 * 1024,
        "reads": True,
        "writes": True,
        "full": True,
    }
    assert (listed["text"]["reads"], listed["text"]["writes"]) == (True, False)


def test_the_list_of_formats_has_an_etag(client: FlaskClient) -> None:
    first = client.get("/api/formats")
    again = client.get("/api/formats", headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["Cache-Control"] == "no-cache"
    assert (again.status_code, again.data) == (304, b"")
