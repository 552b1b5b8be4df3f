"""End a game: its attempts are finished together, and become results like any others."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from .phase import GameRow
from .settle import write_outcome

SETTLE = text("""
    UPDATE game_round SET settled_at = clock_timestamp(), voided = true
    WHERE game_id = :game_id AND settled_at IS NULL
""")
# Only the rounds that were played count. Those that were cancelled, and those that the host left
# out, would look as if no player had known the answer.
DROP = text("""
    DELETE FROM answer USING attempt, game_round
    WHERE attempt.id = attempt_id AND attempt.game_id = :game_id
        AND game_round.game_id = :game_id AND voided AND answer.question_id = game_round.question_id
""")
KICKED = text("DELETE FROM attempt WHERE game_id = :game_id AND kicked_at IS NOT NULL")
FINISH = text("""
    WITH played AS (
        SELECT array_agg(question_id ORDER BY game_round.round) AS question_ids,
            array_agg(question_points[game_round.round] ORDER BY game_round.round) AS points,
            array_agg(opened_at ORDER BY game_round.round) AS asked_at
        FROM game_round JOIN game ON game.id = game_id
        WHERE game_id = :game_id AND NOT voided
    )
    UPDATE attempt
    SET finished_at = clock_timestamp(),
        question_ids = coalesce(played.question_ids, '{}'),
        question_points = coalesce(played.points, '{}'),
        asked_at = coalesce(played.asked_at, '{}'),
        max_score = coalesce((SELECT round(CAST(sum(p) AS numeric), 4)
            FROM unnest(played.points) AS p), 0),
        score = greatest(0, round(CAST(coalesce(
            (SELECT sum(points) FROM answer WHERE attempt_id = attempt.id), 0) AS numeric), 4))
    FROM played
    WHERE game_id = :game_id
""")
END = text("""
    UPDATE game SET ended_at = clock_timestamp(), version = version + 1, paused_at = NULL
    WHERE id = :game_id
""")


def end(session: Session, game: GameRow) -> None:
    """End the game, in the caller's transaction. A round that is still open counts for no one."""
    ids = {"game_id": game.id}
    session.execute(SETTLE, ids)
    session.execute(DROP, ids)
    if game.round > 1 and game.settled_at is None:  # before, there are no standings
        write_outcome(session, game, game.question_ids[game.round - 1], voided=True)
    for statement in (KICKED, FINISH, END):
        session.execute(statement, ids)
