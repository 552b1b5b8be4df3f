"""dates in range

Older releases stored dates of the years 1 to 9999 with any offset; this one reads 1970 to 2999, and
PostgreSQL no offset from 16 hours. A date outside moves to the nearest limit, in UTC: what has
passed stays in the past. A quiz still closes after it opens, so the limits of these differ.

Revision ID: 0011
Revises: 0010
"""

import json
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'

FIRST = datetime(1970, 1, 1, tzinfo=UTC)
LAST = datetime(2999, 12, 31, 23, 59, 59, tzinfo=UTC)
SECOND = timedelta(seconds=1)
LIMITS = {
    'opens_at': (FIRST, LAST - SECOND),
    'closes_at': (FIRST + SECOND, LAST),
    'feedback_after': (FIRST, LAST),
}
STORED = [('quiz', 'settings', '{}'), ('quiz_draft', 'content', '{settings}'), ('attempt', 'rules', '{}')]


def limited(given, first, last):
    """The date in range; what is no date with an offset, as in an unfinished draft, as it is."""
    try:
        moment = datetime.fromisoformat(given)
    except (TypeError, ValueError):
        return given
    if moment.tzinfo is None:
        return given
    # Comparing, unlike converting, never leaves Python's range.
    if first <= moment <= last:
        return given if abs(moment.utcoffset()) <= timedelta(hours=14) else moment.astimezone(UTC).isoformat()
    return (first if moment < first else last).isoformat()


def upgrade():
    connection = op.get_bind()
    for table, column, path in STORED:
        found = f"{column} #> '{path}'"
        changed = 'CAST(:moved AS jsonb)' if path == '{}' else f"jsonb_set({column}, '{path}', CAST(:moved AS jsonb))"
        # Attempts of a quiz share their settings, so there are few.
        distinct = f'SELECT DISTINCT {found} FROM {table} WHERE jsonb_exists_any({found}, :names)'
        for stored in connection.scalars(sa.text(distinct), {'names': list(LIMITS)}).all():
            moved = {**stored, **{name: limited(stored[name], *LIMITS[name]) for name in LIMITS if name in stored}}
            if moved != stored:
                connection.execute(
                    sa.text(f'UPDATE {table} SET {column} = {changed} WHERE {found} = CAST(:stored AS jsonb)'),
                    {'moved': json.dumps(moved), 'stored': json.dumps(stored)},
                )
    connection.execute(sa.text('UPDATE attempt SET deadline = :last WHERE deadline > :last'), {'last': LAST})


def downgrade():
    """The release before reads dates in range as well."""
