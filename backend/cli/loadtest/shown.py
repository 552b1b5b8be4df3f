"""The progress line and the final report."""

import sys
from collections.abc import Callable
from typing import Any

import click

from .tally import Tally

EVERY = 10
"""Seconds between two lines when stderr is not a terminal."""


def progress() -> Callable[[Tally, float], None]:
    """Return a function that prints a progress line, rewritten in place on a terminal."""
    last = 0.0

    def show(tally: Tally, seconds: float) -> None:
        nonlocal last
        shown = sys.stderr.isatty()
        if not shown and seconds - last < EVERY:
            return
        last = seconds
        answered = tally.spread("answer")
        line = (
            f"{seconds:4.0f} s  {tally.playing} playing, {tally.games} games over,"
            f" {tally.requests() / max(seconds, 1):.0f} requests/s, answers in"
            f" {answered['p50'] * 1000:.0f} ms (p95 {answered['p95'] * 1000:.0f} ms),"
            f" {sum(tally.errors.values())} errors"
        )
        click.echo(f"\r\033[K{line}" if shown else line, nl=not shown, err=True)

    return show


def table(summary: dict[str, Any]) -> str:  # Any: JSON
    """Format the report as text."""
    lines = [
        *([""] if sys.stderr.isatty() else []),
        f"{summary['games']} games and {summary['answers']} answers in"
        f" {summary['duration_seconds']:.1f} s: {summary['requests']} requests,"
        f" {summary['requests_per_second']} per second",
        "",
        f"{'':10}{'requests':>10}{'p50':>10}{'p95':>10}{'p99':>10}{'max':>10}",
    ]
    for kind, spread in summary["latency_seconds"].items():
        times = "".join(f"{spread[name] * 1000:>7.0f} ms" for name in ("p50", "p95", "p99", "max"))
        lines.append(f"{kind:10}{spread['requests']:>10}{times}")
    errors = ", ".join(f"{count} x {what}" for what, count in summary["errors"].items())
    lines += [
        "",
        f"failed tries: {errors or 'none'}; failed permanently: {summary['given_up']}",
        f"answers lost: {summary['lost']}, changed: {summary['changed']},"
        f" counted twice: {summary['double']}",
    ]
    return "\n".join(lines)


def live_table(summary: dict[str, Any]) -> str:  # Any: JSON
    """Format what live games showed besides as text."""
    unchanged = 100 * summary["unchanged"] / max(summary["polls"], 1)
    open_unchanged = 100 * summary["open_unchanged"] / max(summary["open_polls"], 1)
    rate = summary["documents_per_second"]
    times = summary["latency_seconds"]
    floor = times.get("floor", {}).get("p99")
    statuses = ", ".join(f"{count} x {code}" for code, count in summary["statuses"].items())
    return "\n".join(
        [
            f"joined: {summary['joined']}, distinct: {summary['distinct']};"
            f" polls: {summary['polls']}, unchanged: {unchanged:.1f} %,"
            f" {open_unchanged:.1f} % while a question was open",
            f"the players' document: at most {summary['oldest_seconds']:.2f} s old;"
            + (
                " passed on by nginx"
                f" {rate['mean']:.2f} times per second and game, at most {rate['most']} times"
                if rate
                else " not cached by nginx"
            ),
            *([_compared(times["answer"]["p99"] / floor)] if floor and "answer" in times else []),
            f"acknowledged answers: {summary['acknowledged']}, in results: {summary['counted']};"
            f" knew of a question after it opened: {summary['knew_late']},"
            f" at most {summary['latest_seconds']:.2f} s late",
            f"statuses: {statuses}",
        ]
    )


def _compared(ratio: float) -> str:
    return (
        f"an answer's p99: {ratio:.1f} times that of the floor, a file of nginx's that players"
        " asked for just before they answered"
    )
