"""The points of an answer, the score, and when a question is open."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from backend.document.quiz_settings import PLAIN, Rules
from backend.play.rules.score import GRACE, earned, lateness, passed, total
from backend.play.rules.times import Times

WORTH = st.floats(0, 1000)
CREDIT = st.floats(0, 1)
SHARE = st.floats(0, 1)
SECONDS = st.floats(0, 100_000)
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@st.composite
def rules(draw: st.DrawFn) -> Rules:
    return Rules(
        partial_credit=draw(st.booleans()),
        penalty=draw(SHARE),
        speed_weight=draw(st.floats(0, 100)),
    )


@given(WORTH, CREDIT)
def test_plain_points_are_credit_times_worth(worth: float, credit: float) -> None:
    assert earned(worth, credit, PLAIN) == worth * credit


@given(WORTH, CREDIT, rules(), SHARE)
def test_points_are_between_penalty_and_worth(
    worth: float, credit: float, given: Rules, late: float
) -> None:
    assert -worth * given.penalty <= earned(worth, credit, given, late) <= worth


@given(WORTH, rules(), SHARE)
def test_a_wrong_answer_costs_the_penalty_at_any_speed(
    worth: float, given: Rules, late: float
) -> None:
    assert earned(worth, 0, given, late) == -worth * given.penalty


@given(WORTH, CREDIT, rules(), SHARE, SHARE)
def test_a_faster_answer_never_earns_less(
    worth: float, credit: float, given: Rules, one: float, other: float
) -> None:
    fast, slow = sorted((one, other))

    assert earned(worth, credit, given, fast) >= earned(worth, credit, given, slow)


@given(WORTH, rules(), CREDIT, CREDIT, SHARE)
def test_a_better_answer_never_earns_less(
    worth: float, given: Rules, one: float, other: float, late: float
) -> None:
    worse, better = sorted((one, other))

    assert earned(worth, better, given, late) >= earned(worth, worse, given, late)


@given(WORTH, CREDIT, SHARE)
def test_without_partial_credit_only_full_credit_counts(
    worth: float, credit: float, late: float
) -> None:
    assume(credit < 1)
    strict = Rules(partial_credit=False, penalty=0.25)

    assert earned(worth, credit, strict, late) == -worth * 0.25
    assert earned(worth, 1, strict, late) == worth


@given(WORTH, CREDIT, SHARE, st.floats(0, 100))
def test_a_hint_takes_off_its_share_and_at_most_what_the_answer_earns(
    worth: float, credit: float, late: float, cost: float
) -> None:
    given = Rules(hint_cost=cost, penalty=0.5, speed_weight=50)
    without = earned(worth, credit, given, late)

    hinted = earned(worth, credit, given, late, hinted=True)

    if credit == 0:
        assert hinted == without  # the penalty alone
    else:
        assert hinted == pytest.approx(max(0, without - worth * cost / 100))


@given(rules(), CREDIT, SHARE)
def test_a_worthless_question_earns_and_costs_nothing(
    given: Rules, credit: float, late: float
) -> None:
    assert str(earned(0, credit, given, late)) == "0.0"


@pytest.mark.parametrize(
    ("weight", "elapsed", "points"),
    [(50, 0, 10), (50, 2, 10), (50, 12, 7.5), (50, 22, 5), (50, 90, 5), (100, 12, 5), (0, 12, 10)],
)
def test_points_match_the_documented_formula(weight: float, elapsed: float, points: float) -> None:
    late = lateness(elapsed, 20)

    assert earned(10, 1, Rules(speed_weight=weight, question_seconds=20), late) == points


@given(SECONDS, st.floats(5, 36_000))
def test_lateness_is_a_share_after_the_grace_period(elapsed: float, limit: float) -> None:
    assert 0 <= lateness(elapsed, limit) <= 1
    assert lateness(min(elapsed, GRACE), limit) == 0


@given(SECONDS)
def test_an_untimed_player_is_never_late(elapsed: float) -> None:
    assert lateness(elapsed, None) == 0


@given(st.lists(st.floats(-100, 100), max_size=10))
def test_a_score_is_the_sum_and_never_negative(points: list[float]) -> None:
    assert total(points) == pytest.approx(max(0, sum(points)), abs=1e-3)
    assert total(points) >= 0


@pytest.mark.parametrize(
    ("score", "most", "mark", "is_passed"),
    [
        (6, 10, 60, True),
        (5.99, 10, 60, False),
        (0.1 + 0.2, 0.3, 100, True),
        (0, 10, 0, True),
        (6, 10, None, None),
        (0, 0, 50, None),
    ],
)
def test_a_score_at_the_pass_mark_passes(
    score: float, most: float, mark: float | None, is_passed: bool | None
) -> None:
    assert passed(score, most, Rules(pass_mark=mark)) is is_passed


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


@given(now=st.floats(0, 100), limit=st.floats(5, 50), deadline=st.none() | st.floats(0, 60))
def test_a_question_closes_after_its_time_or_deadline_plus_grace(
    now: float, limit: float, deadline: float | None
) -> None:
    times = Times(at(now), None if deadline is None else at(deadline), [at(0)], {0: limit})
    end = times.closes_at(0)

    assert end is not None
    assert end <= at(limit)
    assert deadline is None or end <= at(deadline)
    assert times.closed(0) is (times.now > end + timedelta(seconds=GRACE))


@given(asked=st.integers(1, 5), place=st.integers(0, 6))
def test_only_the_last_asked_question_is_open(asked: int, place: int) -> None:
    times = Times(NOON, None, [NOON] * asked, dict.fromkeys(range(9), 20))

    assert times.asked(place) is (place < asked)
    assert times.closed(place) is (place < asked - 1)
    assert (times.closes_at(place) is None) is (place >= asked)
