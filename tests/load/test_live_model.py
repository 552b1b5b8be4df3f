"""The model of docs/scaling.md: what is published is what it says, and a simulation agrees."""

from pathlib import Path

import pytest

from tests.load.live_model import (
    FULL,
    busiest,
    needs_table,
    peak_density,
    simulated_busiest,
    waits,
    waits_table,
)

SCALING = Path(__file__).parents[2] / "docs/scaling.md"


def test_the_published_tables_are_those_of_the_model() -> None:
    published = SCALING.read_text()
    for table in (needs_table(), waits_table()):
        assert "\n".join(table) in published, "run: python -m tests.load.live_model"


@pytest.mark.parametrize("games", [1, 20, 166])
def test_simulated_games_answer_as_often_as_the_model_says(games: int) -> None:
    simulated = simulated_busiest(5000, games, rounds=60)
    assert busiest(5000, games) == pytest.approx(simulated, rel=0.2)


def test_answers_hardly_wait_below_the_share_that_the_model_calls_full() -> None:
    service, workers = 0.001, 8
    players = round(FULL * workers / service / peak_density())
    took = waits(players, workers, service)
    assert took[int(0.99 * len(took))] < 10 * service
