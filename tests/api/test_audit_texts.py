"""The client has words for all that the audit log can say."""

import json
from pathlib import Path
from typing import get_args

from backend.audit import Action, Detail

PEOPLE = Path(__file__).parents[2] / "client/src/locales/en/studio/people.arb"


def worded(part: str) -> set[str]:
    start = f"audit.{part}."
    return {
        key.removeprefix(start) for key in json.loads(PEOPLE.read_text()) if key.startswith(start)
    }


def test_each_action_has_a_text() -> None:
    assert worded("actions") == set(get_args(Action))


def test_each_detail_has_a_name() -> None:
    assert worded("details") == set(Detail.__annotations__)
