"""How PostgreSQL looks for the attempts of a quiz, which may be few among many."""

from sqlalchemy import select, text

from backend.library.packs import load_pack
from backend.library.pages import attempts_of, played_at
from backend.models import Quiz, db
from tests.support.api import Api
from tests.support.questions import pack

COPIES = """
    INSERT INTO attempt
        (id, quiz_id, question_ids, question_points, feedback, shuffle_seed, max_score)
    SELECT uuidv7(), quiz_id, question_ids, question_points, feedback, shuffle_seed, max_score
    FROM attempt, generate_series(1, 5000)
"""


def test_a_quiz_without_attempts_costs_nothing_among_popular_ones(api: Api) -> None:
    load_pack(pack())
    load_pack(pack(slug="never-played"))
    api.start()
    db.session.execute(text(COPIES))
    db.session.execute(text("ANALYZE attempt"))
    listed = select(Quiz.slug, attempts_of(Quiz.id), played_at(Quiz.id)).order_by(Quiz.slug)

    literally = listed.compile(db.engine, compile_kwargs={"literal_binds": True})
    plan = "\n".join(db.session.scalars(text(f"EXPLAIN {literally}")))

    assert plan.count("ix_attempt_number on attempt") == 2, plan
    db.session.rollback()
