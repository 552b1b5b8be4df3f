"""Questions of each type as a pack has them, and a small quiz of them."""

from typing import Any

from backend.library.packs import Pack


def pack(
    questions: int = 3,
    of: list[dict[str, Any]] | None = None,
    **changes: Any,  # Any: any field of a pack
) -> Pack:
    """A small quiz of these questions, or of some that are single choice with the key `a`."""
    return Pack.model_validate(
        {
            "slug": "small",
            "title": "Small",
            "language": "en",
            "description": "A *small* quiz.",
            "questions": of or [single(f"q{number}") for number in range(1, questions + 1)],
            **changes,
        }
    )


def single(question_id: str, **changes: Any) -> dict[str, Any]:  # Any: any field of a question
    return {
        "id": question_id,
        "type": "single",
        "difficulty": 1,
        "tags": ["test"],
        "prompt": f"Prompt of {question_id}",
        "choices": [{"id": c, "text": f"choice {c}"} for c in "abcd"],
        "key": "a",
        "explanation": f"Explanation of {question_id}",
        **changes,
    }


def multiple(question_id: str, **changes: Any) -> dict[str, Any]:  # Any: any field of a question
    return single(question_id, **{"type": "multiple", "key": ["a", "b"], **changes})


def number(question_id: str, **changes: Any) -> dict[str, Any]:  # Any: any field of a question
    """The key is 42 km; 2 km off earns full credit, 6 half, 10 nothing."""
    own = {"type": "number", "key": 42, "tolerance": 2, "near": 10, "unit": "km"}
    body = single(question_id, **{**own, **changes})
    return {name: value for name, value in body.items() if name != "choices"}


def typed(question_id: str, **changes: Any) -> dict[str, Any]:  # Any: any field of a question
    """The key is Canberra; a slip earns half."""
    body = single(question_id, **{"type": "text", "accept": ["Canberra"], "near": 0.5, **changes})
    return {name: value for name, value in body.items() if name not in ("choices", "key")}


def truefalse(question_id: str, **changes: Any) -> dict[str, Any]:  # Any: any field of a question
    """The statement is true."""
    return arranged(question_id, "truefalse", {"key": True, **changes})


def poll(question_id: str, **changes: Any) -> dict[str, Any]:  # Any: any field of a question
    choices = single(question_id)["choices"]
    return arranged(question_id, "poll", {"choices": choices, **changes})


def wordcloud(question_id: str, **changes: Any) -> dict[str, Any]:  # Any: any field of a question
    """Two answers each; spam is hidden."""
    return arranged(question_id, "wordcloud", {"entries": 2, "hidden": ["*spam*"], **changes})


def ordering(question_id: str, **changes: Any) -> dict[str, Any]:  # Any: any field of a question
    """Five planets by their distance from the Sun."""
    own = {"items": ["Mercury", "Venus", "Earth", "**Mars**", "`Jupiter`"], "top": "nearest"}
    return arranged(question_id, "ordering", {**own, **changes})


def matching(question_id: str, **changes: Any) -> dict[str, Any]:  # Any: any field of a question
    """Two programs speak HTTP, one speaks SQL; FTP is a distractor."""
    pairs = [("nginx", "HTTP"), ("**PostgreSQL**", "`SQL`"), ("uWSGI", "HTTP")]
    own = {"pairs": [{"left": left, "right": right} for left, right in pairs]}
    return arranged(question_id, "matching", {**own, "distractors": ["FTP"], **changes})


def categorise(question_id: str, **changes: Any) -> dict[str, Any]:  # Any: any field of a question
    own = {
        "categories": [
            {"title": "Mammals", "items": ["whale", "**bat**"]},
            {"title": "Birds", "items": ["ostrich", "penguin"]},
            {"title": "Fish", "items": []},
        ]
    }
    return arranged(question_id, "categorise", {**own, **changes})


def arranged(question_id: str, name: str, body: dict[str, Any]) -> dict[str, Any]:  # Any: JSON
    """A question of the named type with this body."""
    common = single(question_id, type=name)
    return {**{field: common[field] for field in common if field not in ("choices", "key")}, **body}


def blanks(question_id: str, **changes: Any) -> dict[str, Any]:  # Any: any field of a question
    """Three gaps: a text in a list, a number in a table, a choice in code."""
    text = (
        "- The capital of Australia is [[city]].\n\n"
        "| mountain | height |\n|---|---|\n| Kosciuszko | [[height]] |\n\n"
        '```python\nfor state in states[:6]:\n    print(state, [[last]]="")\n```'
    )
    gaps = {
        "city": {"accept": ["Canberra"], "near": 0.5},
        "height": {"key": 2228, "tolerance": 50, "unit": "m"},
        "last": {"choices": ["end", "sep", "stop"], "key": "end"},
    }
    body = single(question_id, **{"type": "blanks", "text": text, "gaps": gaps, **changes})
    return {name: value for name, value in body.items() if name not in ("choices", "key")}


def picture(question_id: str, **changes: Any) -> dict[str, Any]:  # Any: any field of a question
    """The key is the upper left one of four areas, players' 1."""
    own = {
        "type": "image",
        "media": "0" * 64,
        "alt": "Four squares",
        "areas": [
            {"id": name, "shape": {"x": x, "y": y, "w": 0.25, "h": 0.25}}
            for name, x, y in [("a", 0.1, 0.1), ("b", 0.6, 0.1), ("c", 0.1, 0.6), ("d", 0.6, 0.6)]
        ],
        "key": ["a"],
    }
    body = single(question_id, **{**own, **changes})
    return {name: value for name, value in body.items() if name != "choices"}
