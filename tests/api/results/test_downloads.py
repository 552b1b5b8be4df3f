"""Results as CSV and XLSX: complete, readable in spreadsheets, and never executed by them."""

import csv
from datetime import datetime
from io import BytesIO, StringIO
from typing import Any

import pytest
from flask_openapi3 import OpenAPI
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook

from backend.api.studio.downloads import MOST_CELLS
from backend.library.packs import load_pack
from backend.results.sheets import csv_lines
from backend.results.table import Table
from backend.results.xlsx import xlsx
from tests.support.accounts import SignedIn, sign_in_as
from tests.support.api import Api
from tests.support.attempts import choose, play
from tests.support.authors import Author, content
from tests.support.questions import multiple, number, pack, poll

MIXED = [multiple("q1"), number("q2"), poll("q3")]
RESPONSES = {
    "Prompt of q1": {"choices": ["a", "c"]},
    "Prompt of q2": {"number": 42.5},
    "Prompt of q3": {"votes": ["b"]},
}


def fetch(user: SignedIn, query: str = "", status: int = 200) -> bytes:
    answer = user.client.get(f"/api/studio/quizzes/1/results/download?{query}")
    assert answer.status_code == status, answer.get_data(as_text=True)
    return answer.get_data()


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))


def sheet(data: bytes) -> list[list[Any]]:  # Any: cells
    page = load_workbook(BytesIO(data)).active
    assert page is not None
    return [[cell.value for cell in row] for row in page.iter_rows()]


def test_each_attempt_is_one_row_with_readable_responses(app: OpenAPI, api: Api) -> None:
    rules = {"time_zone": "Asia/Tokyo", "pass_mark": 50, "shuffle_questions": False}
    load_pack(pack(of=MIXED, settings=rules))
    admin = sign_in_as(app, "admin")
    play(api, "small", RESPONSES, "Zoë")
    api.start()

    data = fetch(admin)
    running, finished = rows(data)

    assert data.startswith(b"\xef\xbb\xbf")
    assert (finished["Player"], finished["Score"], finished["Passed"]) == ("Zoë", "1.0", "yes")
    assert (finished["Answered"], finished["Out of"]) == ("3", "2.0")
    assert finished["1. Prompt of q1"] == "choice a; choice c"
    assert (finished["1. credit"], finished["1. points"]) == ("0", "0")
    assert (finished["2. Prompt of q2"], finished["2. points"]) == ("42.5 km", "1")
    assert finished["3. Prompt of q3"] == "choice b"
    assert finished["Started"].endswith("+09:00")
    assert datetime.fromisoformat(finished["Started"]) <= datetime.fromisoformat(
        finished["Finished"]
    )
    assert (running["Player"], running["Finished"], running["2. points"]) == ("", "", "")


def test_xlsx_has_the_same_content(app: OpenAPI, api: Api) -> None:
    load_pack(pack(of=MIXED))
    admin = sign_in_as(app, "admin")
    play(api, "small", RESPONSES, "=1+1")

    header, row = sheet(fetch(admin, "format=xlsx"))

    record = dict(zip(header, row, strict=True))
    assert list(record) == list(rows(fetch(admin))[0])
    assert (record["Player"], record["Score"], record["2. Prompt of q2"]) == ("=1+1", 1, "42.5 km")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_question_statistics_are_exported(app: OpenAPI, api: Api, kind: str) -> None:
    load_pack(pack(of=MIXED))
    admin = sign_in_as(app, "admin")
    play(api, "small", RESPONSES)
    play(api, "small", {"Prompt of q3": {"votes": ["a"]}})

    data = fetch(admin, f"of=questions&format={kind}")
    if kind == "csv":
        header, *lines = csv.reader(StringIO(data.decode("utf-8-sig"), newline=""))
    else:
        header, *lines = [["" if v is None else str(v) for v in row] for row in sheet(data)]

    records = [dict(zip(header, line, strict=True)) for line in lines]
    assert [(row["Prompt"], row["Answer"], row["Right"], row["Count"]) for row in records] == [
        ("Prompt of q1", "choice a", "yes", "1"),
        ("Prompt of q1", "choice b", "yes", "0"),
        ("Prompt of q1", "choice c", "no", "1"),
        ("Prompt of q1", "choice d", "no", "0"),
        ("Prompt of q2", "42.5 km", "yes", "1"),
        ("Prompt of q3", "choice a", "", "1"),
        ("Prompt of q3", "choice b", "", "1"),
        ("Prompt of q3", "choice c", "", "0"),
        ("Prompt of q3", "choice d", "", "0"),
    ]
    assert (records[4]["Asked"], records[4]["Answered"]) == ("2", "1")
    assert float(records[4]["Mean credit"]) == 1


def test_editions_of_a_question_share_their_columns(app: OpenAPI, api: Api) -> None:
    sign_in_as(app, email="ada@example.org")
    ada = Author(app, "ada@example.org")
    quiz_id = ada.new_quiz(content("q1"))
    play(api, "small", choose("a"), "Old")
    ada.post(f"/studio/quizzes/{quiz_id}/draft", {})
    ada.put_question(quiz_id, ada.draft(quiz_id)["questions"][0], prompt="New prompt")
    ada.publish(quiz_id)
    play(api, "small", {"New prompt": {"choice": "b"}}, "New")

    attempts = rows(fetch(ada))

    assert [(row["Player"], row["1. New prompt"]) for row in attempts] == [
        ("New", "choice b"),
        ("Old", "choice a"),
    ]


def test_only_matching_attempts_are_exported(admin: SignedIn, api: Api) -> None:
    play(api, "small", choose("a"), "Ann")
    play(api, "small", choose("a"), "Bea")

    assert [row["Player"] for row in rows(fetch(admin, "search=an"))] == ["Ann"]
    assert rows(fetch(admin, "state=running")) == []
    fetch(admin, "format=pdf", 422)


def test_a_quiz_without_attempts_exports_a_header(admin: SignedIn) -> None:
    assert fetch(admin).decode("utf-8-sig").startswith('"Attempt","Player"')
    assert len(sheet(fetch(admin, "of=questions&format=xlsx"))) == 1


def test_downloads_need_permission_to_view_the_quiz(
    app: OpenAPI, admin: SignedIn, api: Api
) -> None:
    fetch(sign_in_as(app), status=404)
    api.get("/studio/quizzes/1/results/download", 401)


def test_an_export_beyond_the_limit_is_refused(
    admin: SignedIn, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    play(api, "small", choose("a"))
    monkeypatch.setitem(MOST_CELLS, "xlsx", 18)

    assert b'"code":"table-too-large","params":{"format":"xlsx"}' in fetch(
        admin, "format=xlsx", 422
    )
    assert len(rows(fetch(admin))) == 1
    monkeypatch.setitem(MOST_CELLS, "csv", 18)
    assert b"Choose a shorter time" in fetch(admin, status=422)


FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@given(st.lists(st.text(max_size=20), min_size=1, max_size=5))
@example(["=cmd|' /C calc'!A0", "-1+1", '"=1', "a,\n=1", "\t=1", "＝1"])
def test_csv_texts_never_start_a_formula_and_stay_whole(texts: list[str]) -> None:
    data = b"".join(csv_lines(Table(["t"] * len(texts), iter([[*texts]]), 1)))

    _header, *lines = csv.reader(StringIO(data.decode("utf-8-sig"), newline=""))

    assert len(lines) == 1
    for cell, text in zip(lines[0], texts, strict=True):
        assert not cell.startswith(FORMULA)
        assert cell in (text, f"'{text}")
        assert (cell == text) != text.startswith(FORMULA)


@given(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"]), max_size=20))
@example("=1+1")
@example("#REF!")
@example("_x0041_")
def test_xlsx_stores_every_text_as_text(text: str) -> None:
    page = load_workbook(BytesIO(xlsx(Table(["t"], iter([[text]]), 1)))).active

    assert page is not None
    cell = page.cell(2, 1)
    assert (cell.value or "") == text
    assert cell.data_type in ("s", "inlineStr")
