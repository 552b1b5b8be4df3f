"""YAML in authors' files and answers."""

from itertools import pairwise
from time import process_time

import pytest

from backend.formats import read_file
from backend.formats.yaml import read
from backend.yaml_text import BadYaml, Loaded


def nested_aliases(levels: int = 9) -> str:
    """A few hundred bytes that expand to ten to the power of `levels` texts."""
    names = "abcdefghij"[: levels + 1]
    parts = ["a: &a [" + ", ".join("x" * 10) + "]"]
    parts += [
        f"{name}: &{name} [" + ", ".join([f"*{below}"] * 10) + "]"
        for below, name in pairwise(names)
    ]
    return "{" + ", ".join(parts) + "}"


def question(type_: str, answer: str) -> bytes:
    heading = f"## Question: one {{type: {type_}}}"
    return f"---\ntitle: T\n---\n\n{heading}\n\nWhat?\n\n### Answer\n\n{answer}\n".encode()


@pytest.mark.parametrize(
    "file",
    [
        question("text", f"- Rome {nested_aliases()}"),
        question("text", f"- Rome\n\nnear: {nested_aliases()}"),
        question("blanks", f"It is [[city]].\n\n[[city]]: {nested_aliases()}"),
        question("text", f"```yaml\naccept: {nested_aliases()}\n```"),
        f"---\ntitle: T\n---\n\n## Question: one {nested_aliases()}\n\nWhat?\n".encode(),
        f"---\ntitle: {nested_aliases()}\n---\n".encode(),
    ],
)
def test_aliases_are_refused_in_every_part_of_a_markdown_file(file: bytes) -> None:
    report = read_file("quiz.md", file)

    assert [fault.code for fault in report.faults] == ["alias-refused"]


@pytest.mark.parametrize("number", ["59" + ":59" * 200_000, "59" + ":59" * 200_000 + ".5"])
def test_base_60_numbers_stay_text(number: str) -> None:
    assert Loaded(f"points: {number}").value == {"points": number}


@pytest.mark.parametrize("tag", ["!!int", "!!float", "!<tag:yaml.org,2002:int>"])
def test_a_tag_does_not_create_a_base_60_number(tag: str) -> None:
    with pytest.raises(BadYaml, match="base 60"):
        Loaded(f"points: {tag} 59:59")


def test_other_numbers_stay_numbers() -> None:
    text = "[1, -2, +3, 1_000, 0x1f, 0b11, 017, 1.5, .5, 1.5e+3, -.inf]"

    assert Loaded(text).value == [1, -2, 3, 1000, 31, 3, 15, 1.5, 0.5, 1500.0, float("-inf")]


def test_only_the_reported_faults_cost_time() -> None:
    unknown = [f"unknown{number}: 1" for number in range(20_000)]

    report = read("\n".join(["title: T", *unknown]))

    assert len(report.faults) == 200
    assert [fault.line for fault in report.faults[:3]] == [2, 3, 4]


def test_a_file_of_many_empty_questions_is_not_read_to_its_end() -> None:
    text = "title: T\nquestions: [" + "{}, " * 200_000 + "]"
    began = process_time()

    report = read_file("a.yaml", text.encode())

    assert [fault.code for fault in report.faults] == ["too-many-parts"]
    assert process_time() - began < 1.5  # seconds; 3 before
