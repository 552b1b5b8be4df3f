"""Quizzes of the site for browser tests: one per question type, and some with rules."""

from typing import Any

from flask_openapi3 import OpenAPI
from sqlalchemy import select

from backend.library.accommodations import add_accommodation
from backend.library.packs import load_pack
from backend.media.store import keep
from backend.models import Quiz, db
from tests.support.browser import ROOT
from tests.support.media import mp3
from tests.support.questions import (
    blanks,
    categorise,
    matching,
    multiple,
    number,
    ordering,
    pack,
    picture,
    poll,
    single,
    truefalse,
    typed,
    wordcloud,
)

# Quizzes that are played by rules.
RULED: dict[str, dict[str, Any]] = {
    "timed": {"question_seconds": 20, "speed_weight": 50, "penalty": 0.25, "pass_mark": 50},
    "certified": {"certificate": True, "pass_mark": 50},
    "exam": {"quiz_seconds": 300, "penalty": 1, "code": "sesame", "attempts": 5},
    "later": {
        "feedback": "after",
        "feedback_after": "2100-03-01T10:00:00+01:00",
        "time_zone": "Europe/Berlin",
    },
}
FREE: dict[str, Any] = {
    "navigation": "free",
    "feedback": "at_end",
    "quiz_seconds": 3600,
    "hint_cost": 25,
    "shuffle_questions": False,
    "shuffle_choices": False,
}
TOKEN = "t" * 22
LONG = f"""A *very* long line:

```python
def summary(names):
    return "{"far beyond the edge of a phone, " * 2}" + [[city]].join(sorted(names)[:[[height]]])
```

1. In `code: [[last]]`, too.
"""
WIDE = " + ".join(f"x_{{{number}}}^2" for number in range(30))
FORMULAS = f"""Which $x$ solves $x^2 + px + q = 0$, with $\\frac{{p^2}}{{4}} \\ge q$?

$$
x = -\\frac{{p}}{{2}} \\pm \\sqrt{{\\left(\\frac{{p}}{{2}}\\right)^2 - q}}
$$

And this is wide, cased, and a matrix:

$$\\sum_{{i=1}}^{{30}} x_i^2 = {WIDE}$$

$$
|x| = \\begin{{cases}} x & \\text{{if }} x \\ge 0 \\\\ -x & \\text{{otherwise}} \\end{{cases}}
\\qquad A = \\begin{{pmatrix}} 1 & 2 \\\\ 3 & 4 \\end{{pmatrix}} \\in \\mathbb{{R}}^{{2 \\times 2}}
$$

It costs $5 or $6, and $\\nonsense{{$ is shown as it is.
"""
FORMULA_CHOICES = [
    {"id": "a", "text": r"$\frac{1}{2}$"},
    {"id": "b", "text": r"$$\int_0^\infty e^{-x^2}\,dx = \frac{\sqrt{\pi}}{2}$$"},
    {"id": "c", "text": r"only if $\vec{v} \cdot \vec{w} = 0$"},
    {"id": "d", "text": f"${WIDE}$"},
]


def add_quizzes(app: OpenAPI) -> None:
    code = "```python\nprint('a' * 3, [x for x in range(10)], 'too long for a phone' * 4)\n```"
    questions = [
        single("plain", shuffle=False),
        single("wat", shuffle=False, tags=["wat"], prompt=f"What does it print?\n\n{code}"),
        multiple("both", shuffle=False),
    ]
    with app.app_context():
        load_pack(pack(of=questions))
        numbers = [number("how-far"), number("how-long", unit="")]
        load_pack(pack(slug="numbers", title="Numbers", of=numbers))
        slid = number("slid", slider={"from": 0, "to": 100, "step": 2})
        load_pack(pack(slug="slider", title="Slider", of=[slid]))
        in_order = {"shuffle_questions": False}
        load_pack(pack(slug="helpful", title="Helpful", of=helpful(), settings=in_order))
        load_pack(pack(slug="words", title="Words", of=[typed("capital"), typed("again")]))
        for question in arranged_questions():
            name = question["type"]
            load_pack(pack(slug=name, title=name.title(), of=[question]))
        load_pack(pack(slug="gaps", title="Gaps", of=[blanks("one"), blanks("long", text=LONG)]))
        formulas = single(
            "formulas", prompt=FORMULAS, explanation=FORMULAS, choices=FORMULA_CHOICES
        )
        load_pack(pack(slug="formulas", title="Formulas", of=[formulas]))
        for slug, rules in RULED.items():
            load_pack(
                pack(slug=slug, title=slug.title(), settings={**rules, "shuffle_choices": False})
            )
        quiz_id = db.session.scalars(select(Quiz.id).where(Quiz.slug == "exam")).one()
        add_accommodation(quiz_id, "Ann", 2).token = TOKEN
        db.session.commit()
        load_pack(pack(slug="places", title="Places", of=places()))
        load_pack(pack(slug="freely", title="Freely", of=every_type(), settings=FREE))
        sixty = [single(f"n{number}", shuffle=False) for number in range(1, 61)]
        load_pack(pack(slug="sixty", title="Sixty", of=sixty, settings=FREE))
        load_pack(pack(slug="secretive", title="Secretive", settings={"feedback": "at_end"}))


def helpful() -> list[dict[str, Any]]:  # Any: questions of a pack
    """With a hint, and with feedback on what is picked."""
    said = "Larger than the others, but *not* the capital: see `states[6]`."
    choices = [{"id": c, "text": f"choice {c}", "feedback": said} for c in "ab"]
    listed = {"choices": ["end", {"text": "sep", "feedback": said}], "key": "end"}
    return [
        single("choices", hint="It is **not** the last.", choices=choices, shuffle=False),
        blanks("list", text="Python: [[last]]", gaps={"last": listed}),
    ]


def arranged_questions() -> list[dict[str, Any]]:  # Any: JSON
    """One question of each remaining type, in quizzes of their own."""
    code = "```python\nfor i in range(3): print(i, 'long enough to be broken on a phone')\n```"
    long = "A text that is longer than what a phone shows on one line"
    return [
        truefalse("statement", prompt="Mars has two moons."),
        poll("opinion", several=True),
        wordcloud("mood", prompt="How do you feel today?"),
        ordering("planets", bottom="farthest from the Sun"),
        matching("speaks", distractors=["FTP", long, code]),
        categorise("classes"),
    ]


def every_type() -> list[dict[str, Any]]:  # Any: questions of a pack
    """One of each way to answer."""
    return [
        single("one", shuffle=False, hint="It comes **first**."),
        multiple("some", shuffle=False),
        number("how-far"),
        number("slid", slider={"from": 0, "to": 100, "step": 2}),
        typed("capital"),
        blanks("gaps"),
        poll("vote"),
        *arranged_questions(),
        *places()[:2],
    ]


def places() -> list[dict[str, Any]]:  # Any: questions of a pack
    """Three about an image; the last two have one and a sound in their prompts."""
    earths = keep((ROOT / "backend/packs/media/earth-around-the-sun.webp").read_bytes()).id
    beep = keep(mp3()).id
    db.session.commit()
    return [
        picture("areas", media=earths),
        picture("point", media=earths, show_areas=False),
        single(
            "seen-and-heard",
            shuffle=False,
            prompt=f"![The Earth's path](media:{earths})\n\n![A beep](media:{beep})",
            choices=[{"id": "a", "text": f"![Four](media:{earths})"}, {"id": "b", "text": "two"}],
        ),
    ]
