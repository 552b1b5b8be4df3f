"""Maps each superseded question of a quiz to its current edition."""

from sqlalchemy import text

from ...models import Quiz, db

CHAINS = text("""
    WITH RECURSIVE chain AS (
        SELECT question_id AS current, question_id AS id, position
        FROM quiz_question WHERE quiz_id = :quiz_id
        UNION
        SELECT chain.current, question.supersedes_id, position
        FROM chain JOIN question ON question.id = chain.id
        WHERE question.supersedes_id IS NOT NULL
    )
    SELECT DISTINCT ON (id) id, current, position FROM chain ORDER BY id, position
""")


def editions(quiz: Quiz) -> dict[int, int]:
    """Map each edition's id to the id of the current one, which is mapped to itself."""
    rows = db.session.execute(CHAINS, {"quiz_id": quiz.id}).all()
    return {row.id: row.current for row in sorted(rows, key=lambda row: row.position)}
