"""End the games that their hosts have left: no one else may look at them any more."""

from sqlalchemy import text

from ..models import autocommit
from .commands import go_on
from .find import read_game
from .phase import LONGEST

MOST = 10
"""At once: the request of an author waits for it."""
ABANDONED = text("""
    SELECT game.id FROM game JOIN quiz ON quiz.id = quiz_id AND deleted_at IS NULL
    WHERE ended_at IS NULL AND commanded_at < clock_timestamp() - :longest
    ORDER BY commanded_at LIMIT :most
""")


def end_abandoned() -> int:
    """End games that were left too long ago, so that their results are complete; how many."""
    with autocommit() as connection:
        found = connection.execute(ABANDONED, {"longest": LONGEST, "most": MOST}).scalars().all()
        games = [read_game(connection, game_id) for game_id in found]
    return sum(go_on(game) for game in games)
