"""Quizzes as files in the studio: import and export."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.support.authors import Author, content, prompts, titles


def import_(author: Author, text: str, status: int = 200, **changes: Any) -> Any:  # Any: JSON
    return author.post("/studio/imports", {"name": "x.md", "text": text, **changes}, status)


@pytest.mark.parametrize("form", ["markdown", "json", "yaml"])
def test_an_exported_quiz_imports_unchanged(ada: Author, form: str) -> None:
    quiz_id = ada.new_quiz(content("one", points=2), content("two", source={"author": "Me"}))
    answer = ada.client.get(f"/api/studio/quizzes/{quiz_id}/export?format={form}")
    name = answer.headers["Content-Disposition"].partition('"')[2].rstrip('"')

    done = import_(ada, answer.text, name=name)

    assert (done["good"], done["refused"], done["faults"]) == (2, 0, [])
    copy, original = ada.draft(done["quiz_id"]), ada.draft(quiz_id)
    contents = [[q["content"] for q in draft["questions"]] for draft in (copy, original)]
    assert contents[0] == contents[1]
    assert copy["fields"] == original["fields"]


FAULTY = """---
title: Faulty
---

## Question: one {type: number}

How many?

### Answer

7

## Question: two {type: number}

And now?

### Answer

many
"""


def test_a_faulty_file_is_imported_only_on_request(ada: Author) -> None:
    report = import_(ada, FAULTY)
    assert (report["quiz_id"], report["good"], report["refused"]) == (None, 1, 1)
    assert report["title"] == "Faulty"
    assert (report["faults"][0]["line"], report["faults"][0]["question"]) == (13, "two")
    assert titles(ada) == []

    done = import_(ada, FAULTY, only_good=True)

    assert prompts(ada.draft(done["quiz_id"])) == ["How many?"]
    assert titles(ada) == ["Faulty"]


TEXT = """Stars *and* more

1. What does `2 * 3 * 4` cost in <b>$</b>?
A. *24*
B. $24 or $25
ANSWER: B

2. Which?
A. x
B. y
"""


def test_plain_text_is_imported_verbatim_and_refused_if_ambiguous(ada: Author) -> None:
    report = import_(ada, TEXT, name="import.txt")
    assert (report["quiz_id"], report["title"], report["good"]) == (None, "Stars *and* more", 1)
    assert [(fault["line"], fault["question"]) for fault in report["faults"]] == [(8, "q2")]
    untitled = import_(ada, TEXT.partition("\n")[2], name=None, only_good=True)
    assert (untitled["quiz_id"], untitled["title"], untitled["good"]) == (None, None, 0)
    assert (untitled["faults"][0]["line"], untitled["faults"][0]["question"]) == (2, None)
    assert titles(ada) == []

    done = import_(ada, TEXT, name="import.txt", only_good=True)

    assert titles(ada) == ["Stars *and* more"]
    [question] = ada.draft(done["quiz_id"])["questions"]
    seen = ada.post("/studio/preview", {"content": question["content"]})
    assert seen["prompt_html"] == "<p>What does `2 * 3 * 4` cost in &lt;b&gt;$&lt;/b&gt;?</p>"
    assert {choice["html"] for choice in seen["view"]["choices"]} == {"*24*", "$24 or $25"}
    assert question["content"]["body"]["key"] == "b"
    ada.get(f"/studio/quizzes/{done['quiz_id']}/export?format=text", 422)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (None, "What is 6 x 7?\nA. 42\nB. 13\nANSWER: A\n"),
        ("import.md", "## Question: six {type: number}\n\n6 x 7?\n\n### Answer\n\n42\n"),
        (
            "import.json",
            '{"questions": [{"id": "six", "type": "number", "prompt": "6 x 7?", "key": 42}]}',
        ),
        ("import.yaml", "questions:\n- {type: number, prompt: 6 x 7?, key: 42, id: six}\n"),
    ],
)
def test_questions_added_to_a_quiz_need_no_title(ada: Author, name: str | None, text: str) -> None:
    quiz_id = ada.new_quiz(content("one"))
    assert import_(ada, text, name=name)["title"] is None

    looked = import_(ada, text, name=name, quiz_id=quiz_id, check=True)
    assert (looked["good"], looked["faults"], looked["quiz_id"]) == (1, [], None)
    import_(ada, text, name=name, quiz_id=quiz_id)

    assert len(ada.draft(quiz_id)["questions"]) == 2
    assert len(titles(ada)) == 1


def test_questions_added_to_a_draft_get_free_ids(people: dict[str, Author]) -> None:
    owner = people["owner"]

    import_(owner, FAULTY, only_good=True, quiz_id=1)
    import_(people["view"], FAULTY, 403, only_good=True, quiz_id=1)
    import_(people["other"], FAULTY, 404, only_good=True, quiz_id=1)

    names = [question["content"]["id"] for question in owner.draft(1)["questions"]]
    assert names == ["one", "two", "one-2"]


def test_a_large_file_is_imported_in_few_statements(
    ada: Author, queries: Callable[[], list[str]], cpu_seconds: Callable[[], float]
) -> None:
    question = {"type": "number", "prompt": "How many?", "key": 7}
    every = [{"id": f"q{number}", **question} for number in range(2000)]
    queries()
    before = cpu_seconds()
    done = import_(ada, json.dumps({"title": "Large", "questions": every}), name="x.json")

    assert done["good"] == 2000
    assert len(queries()) <= 20
    assert cpu_seconds() - before < 5
    more = json.dumps({"title": "More", "questions": every[:1]})
    import_(ada, more, 422, name="x.json", quiz_id=done["quiz_id"])


def test_a_faulty_draft_is_not_exported(ada: Author) -> None:
    quiz_id = ada.new_quiz(content("one"))
    path = f"/api/studio/quizzes/{quiz_id}/export?format=json&of="
    question = ada.draft(quiz_id)["questions"][0]

    changed = ada.put_question(quiz_id, question, prompt="Better")
    drafted, published = (
        json.loads(ada.client.get(path + of).text) for of in ("draft", "published")
    )
    assert drafted["questions"][0]["prompt"] == "Better"
    assert published["questions"][0]["prompt"] == "Prompt of one"
    ada.put_question(quiz_id, changed, prompt="")
    assert ada.client.get(path + "draft").status_code == 422
    ada.get(f"/studio/quizzes/{quiz_id}/export?format=docx", 422)


def test_without_a_draft_the_published_quiz_is_exported(people: dict[str, Author]) -> None:
    owner = people["owner"]
    owner.delete("/studio/quizzes/1/draft")
    path = "/api/studio/quizzes/1/export?format=json&of="

    drafted, published = (owner.client.get(path + of).text for of in ("draft", "published"))

    assert drafted == published
    assert json.loads(drafted)["questions"]


def test_a_pasted_text_needs_no_name_and_its_format_is_returned(ada: Author) -> None:
    def pasted(text: str, **changes: str) -> Any:  # Any: JSON
        return ada.post("/studio/imports", {"text": text, "check": True, **changes})

    assert (pasted(FAULTY)["format"], pasted(FAULTY)["good"]) == ("markdown", 1)
    assert (pasted(TEXT)["format"], pasted(TEXT)["good"]) == ("text", 1)
    assert (pasted(TEXT, format="markdown")["format"], pasted(TEXT)["losses"]) == ("markdown", [])
    assert pasted(TEXT, name="x.md")["format"] == "markdown"
    assert pasted(TEXT, name="x.docx")["format"] is None
    ada.post("/studio/imports", {"text": TEXT, "format": "docx"}, 422)

    done = ada.post("/studio/imports", {"text": TEXT, "only_good": True})
    assert prompts(ada.draft(done["quiz_id"])) != []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (FAULTY, "x.md"),
        ('{"title": "J", "settings": {"time_zone": "Asia/Tokyo"}, "questions": []}', "x.json"),
        ("title: Y\nsettings:\n  time_zone: UTC\nquestions: []\n", "x.yaml"),
    ],
)
def test_a_file_without_a_time_zone_gets_the_authors(ada: Author, text: str, name: str) -> None:
    own = {"x.json": "Asia/Tokyo", "x.yaml": "UTC"}.get(name)
    sent: dict[str, Any] = {"name": name, "time_zone": "Europe/Berlin", "only_good": True}

    done = import_(ada, text, **sent)

    settings = ada.draft(done["quiz_id"])["fields"]["settings"]
    assert settings["time_zone"] == (own or "Europe/Berlin")
    raw = ada.client.post(
        "/api/studio/imports/file",
        query_string=sent,
        data=text.encode(),
        content_type="application/octet-stream",
    )
    assert raw.json
    settings = ada.draft(raw.json["quiz_id"])["fields"]["settings"]
    assert settings["time_zone"] == (own or "Europe/Berlin")


def test_the_time_zone_of_an_import_has_to_exist(ada: Author) -> None:
    import_(ada, FAULTY, 422, time_zone="Europe/Atlantis")


def test_questions_added_to_a_quiz_leave_its_time_zone(ada: Author) -> None:
    quiz_id = ada.new_quiz(content("one"))

    import_(ada, FAULTY, quiz_id=quiz_id, time_zone="Europe/Berlin", only_good=True)

    assert ada.draft(quiz_id)["fields"]["settings"]["time_zone"] == "UTC"
