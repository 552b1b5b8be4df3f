"""Settle a round: its solution, bars, ranks, and what each player earned, written once."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from pydantic_core import to_json
from sqlalchemy import text
from sqlalchemy.orm import Session

from ..metrics import SETTLED
from ..models import db
from ..play.caches import KeptQuestion, question_for_grading
from ..play.rules.score import ranks
from .bars import Given, bars_of, others_of
from .documents import Line, Outcome, Ranked, Shard
from .phase import GRACE, GameRow

MOST_SHARDS = 64
IN_SHARD = 80
"""Players whose own results are in one document: few are fetched in vain, and not all at once."""
SCALE = 1000
"""Game points for each point of the quiz."""
TOP = 10

# The first of several requests settles. The update waits for the answers that lock the round.
SETTLE = text(f"""
    UPDATE game_round SET settled_at = clock_timestamp(), opened_at = game.opens_at
    FROM game
    WHERE game.id = :game_id AND game_round.game_id = game.id AND game_round.round = :round
        AND game.round = :round AND settled_at IS NULL AND ended_at IS NULL
        AND (closes_at + interval '{GRACE.total_seconds()} seconds' < clock_timestamp()
            OR (closes_at <= clock_timestamp() AND NOT EXISTS (
                SELECT FROM attempt
                WHERE game_id = :game_id AND kicked_at IS NULL AND NOT EXISTS (
                    SELECT FROM answer
                    WHERE attempt_id = attempt.id AND question_id = game_round.question_id))))
    RETURNING question_id
""")  # noqa: S608  (constants only)
# Answers are sought one by one: for a join, PostgreSQL may read all that were ever given.
PLAYERS = text("""
    SELECT number, player_name AS name, team, given.response, given.credit, given.points,
        coalesce(total, 0) AS total
    FROM attempt
    LEFT JOIN LATERAL (SELECT sum(points) AS total FROM answer WHERE attempt_id = attempt.id)
        AS sums ON true
    LEFT JOIN LATERAL (
        SELECT response, credit, points FROM answer
        WHERE attempt_id = attempt.id AND question_id = :question_id LIMIT 1
    ) AS given ON true
    WHERE game_id = :game_id AND kicked_at IS NULL
    ORDER BY total DESC NULLS LAST, number
""")
WRITE = text("""
    INSERT INTO game_result (game_id, round, shard, body)
    SELECT :game_id, :round, shard, body
    FROM unnest(CAST(:shards AS integer[]), CAST(:bodies AS jsonb[])) AS written (shard, body)
    ON CONFLICT DO NOTHING
""")


class Standing(NamedTuple):
    """A player after the round. Points are the quiz's."""

    number: int
    name: str
    team: int | None
    response: Any  # Any: the JSON of a response; None: no answer
    credit: float | None
    points: float
    total: float


def settle(game: GameRow) -> bool:
    """Settle the current round if it is due; whether this call did. Commits."""
    session = db.session()
    settled = session.execute(SETTLE, {"game_id": game.id, "round": game.round}).scalar()
    if settled is not None:
        write_outcome(session, game, settled)
    session.commit()
    if settled is not None and game.closes_at is not None:
        SETTLED.observe(max(0.0, (game.now - game.closes_at - GRACE).total_seconds()))
    return settled is not None


def write_outcome(session: Session, game: GameRow, question_id: int, voided: bool = False) -> None:
    """Write the results of a round that was just settled, in the same transaction."""
    rows = session.execute(PLAYERS, {"game_id": game.id, "question_id": question_id})
    players = [
        Standing(r.number, r.name, r.team, r.response, r.credit, r.points or 0.0, float(r.total))
        for r in rows
    ]
    question = question_for_grading(session.connection(), question_id)
    if question is None:
        raise RuntimeError(f"Question {question_id} of a game is gone.")
    outcome = _outcome(game, question, players, voided)
    shards = _shards(players, outcome.shards)
    bodies = [to_json(outcome), *(to_json(Shard(lines=lines)) for lines in shards)]
    session.execute(
        WRITE,
        {
            "game_id": game.id,
            "round": game.round,
            "shards": list(range(-1, outcome.shards)),
            "bodies": [body.decode() for body in bodies],
        },
    )


def _scaled(points: float) -> int:
    return round(points * SCALE)


def _ranked(players: Sequence[Standing]) -> list[int]:
    return ranks([_scaled(player.total) for player in players])


def _outcome(
    game: GameRow, question: KeptQuestion, players: Sequence[Standing], voided: bool
) -> Outcome:
    kind, body = question.kind, question.body
    given = [
        Given(kind.Response.model_validate(player.response), player.credit or 0.0)
        for player in players
        if player.response is not None
    ]
    key = question.verdict.key
    before = _ranks_before(players)
    return Outcome(
        voided=voided,
        key=key and kind.shown(body, key),
        explanation_html=question.verdict.explanation_html,
        answered=len(given),
        right=sum(one.credit >= 1 for one in given) if kind.graded else 0,
        bars=bars_of(question, given),
        others=others_of(question, given),
        top=[
            Ranked(
                rank=rank,
                name=player.name,
                team=player.team,
                points=_scaled(player.total),
                up=before[player.number] - rank,
            )
            for player, rank in list(zip(players, _ranked(players), strict=True))[:TOP]
        ],
        teams=_teams(game.options.teams, players),
        shards=shards_for(len(players)),
    )


def _ranks_before(players: Sequence[Standing]) -> dict[int, int]:
    """The rank of each player before this round, by number."""
    earlier = sorted(
        (_scaled(player.total) - _scaled(player.points), player.number) for player in players
    )[::-1]
    places = ranks([total for total, _number in earlier])
    return {number: rank for (_total, number), rank in zip(earlier, places, strict=True)}


def _teams(names: Sequence[str], players: Sequence[Standing]) -> list[Ranked]:
    """All teams by the mean of their members, the best first."""

    def means(points_of: Any) -> dict[int, int]:  # Any: a function of a Standing
        members = [[points_of(p) for p in players if p.team == team] for team in range(len(names))]
        return {team: round(sum(own) / len(own)) if own else 0 for team, own in enumerate(members)}

    def places(points: dict[int, int]) -> dict[int, int]:
        order = sorted(points, key=lambda team: (-points[team], team))
        return dict(zip(order, ranks([points[team] for team in order]), strict=True))

    if not names:
        return []
    now = means(lambda player: _scaled(player.total))
    earlier = places(means(lambda player: _scaled(player.total) - _scaled(player.points)))
    return [
        Ranked(rank=rank, name=names[team], team=team, points=now[team], up=earlier[team] - rank)
        for team, rank in places(now).items()
    ]


def shards_for(players: int) -> int:
    """How many documents hold the own results of so many players.

    A power of two that divides MOST_SHARDS: number % MOST_SHARDS names the same one.
    """
    shards = 1
    while shards < MOST_SHARDS and shards * IN_SHARD < players:
        shards *= 2
    return shards


def _shards(players: Sequence[Standing], count: int) -> list[dict[str, Line]]:
    shards: list[dict[str, Line]] = [{} for _ in range(count)]
    ahead: int | None = None
    previous: int | None = None
    for player, rank in zip(players, _ranked(players), strict=True):
        total = _scaled(player.total)
        if previous is not None and total < previous:
            ahead = previous
        previous = total
        shards[player.number % count][str(player.number)] = Line(
            credit=player.credit,
            points=_scaled(player.points),
            total=total,
            rank=rank,
            gap=None if ahead is None else ahead - total,
        )
    return shards
