"""Points in time that people and programs send: one type, with limits.

Python reads years 1 to 9999 and offsets below 24 hours. Near those ends, another time zone leaves
Python's range, and PostgreSQL takes no offset from 16 hours.
"""

from datetime import UTC, datetime, timedelta
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime

from ..errors.fields import NoTimeZone, YearOutOfRange

FIRST_YEAR, LAST_YEAR = 1970, 2999
FAR = timedelta(hours=14)
"""No time zone on earth has a larger offset."""


def bounded(moment: datetime) -> datetime:
    """Return the moment, in UTC if its offset is far. Raises NoTimeZone or YearOutOfRange."""
    offset = moment.utcoffset()
    if offset is None:
        raise NoTimeZone
    try:
        in_utc = moment.astimezone(UTC)
    except OverflowError:
        in_utc = None
    if in_utc is None or not FIRST_YEAR <= in_utc.year <= LAST_YEAR:
        raise YearOutOfRange(first=FIRST_YEAR, last=LAST_YEAR)
    return in_utc if abs(offset) > FAR else moment


def read_timestamp(text: str) -> datetime:
    """Read ISO 8601. Raises ValueError; a Fault is one."""
    return bounded(datetime.fromisoformat(text))


Timestamp = Annotated[AwareDatetime, AfterValidator(bounded)]
"""A moment of the years 1970 to 2999 (UTC), with an offset."""
