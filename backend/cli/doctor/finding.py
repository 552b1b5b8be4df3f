from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report; `fix` says what to do."""

    level: Literal["ok", "warn", "fail"]
    subject: str
    message: str
    fix: str = ""


def clock(subject: str, other: datetime, whose: str) -> Finding:
    """Compare this machine's clock with another's time."""
    apart = abs((datetime.now(UTC) - other).total_seconds())
    if apart < 2:
        return Finding("ok", subject, f"agrees with {whose}")
    return Finding(
        "fail" if apart > 60 else "warn",
        subject,
        f"{apart:.0f} s apart from {whose}",
        "Synchronise the clocks of both machines: `timedatectl set-ntp true`.",
    )
