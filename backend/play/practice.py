"""Practise what was missed: an attempt at just those questions, which counts nowhere.

It belongs to the attempt that it repeats and to no quiz: so nothing that is counted by quiz has it
(results, statistics, leaderboards, attempts allowed, downloads), and it is deleted with that
attempt.
"""

import secrets
from uuid import UUID

from pydantic_core import to_json
from sqlalchemy import text

from ..document.quiz_settings import Rules
from ..errors.play import AttemptNotFound, NothingToPractise
from ..models import autocommit
from .read import read, stored_attempt
from .rules.present import AttemptView, missed
from .start import new_attempt_id

# The lock keeps the attempt from being deleted in between.
STORE = text("""
    INSERT INTO attempt (id, practice_of, question_ids, question_points, feedback, rules,
        shuffle_seed, opaque_ids, max_score)
    SELECT :attempt_id, id, :question_ids, :points, 'immediate', CAST(:rules AS jsonb),
        :seed, true, :max_score
    FROM attempt WHERE id = :practice_of
    FOR KEY SHARE
    RETURNING id
""")


def practise(attempt_id: UUID) -> AttemptView:
    """Start and return an attempt at the questions that this one missed.

    Of its rules it keeps those about answers; verdicts come at once, and nothing is timed. Raises
    AttemptNotFound or NothingToPractise.
    """
    with autocommit() as connection:
        attempt, _quiz_id, questions, answers, _ = stored_attempt(connection, attempt_id)
        places = missed(attempt, questions, answers)
        if not places:
            raise NothingToPractise
        points = [attempt.question_points[place] for place in places]
        rules = Rules(
            partial_credit=attempt.rules.partial_credit,
            shuffle_choices=attempt.rules.shuffle_choices,
        )
        started = connection.execute(
            STORE,
            {
                "attempt_id": new_attempt_id(),
                "practice_of": attempt.practice_of or attempt.id,
                "question_ids": [attempt.question_ids[place] for place in places],
                "points": points,
                "rules": to_json(rules.stored()).decode(),
                "seed": secrets.randbits(63),
                "max_score": round(sum(points), 4),
            },
        ).scalar_one_or_none()
    if started is None:
        raise AttemptNotFound
    return read(started)
