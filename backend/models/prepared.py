"""Statements that PostgreSQL plans once a connection, for the moves of a game.

Planning is half of its work for statements as short as these, and psycopg2 does not prepare by
itself. With a pooler in between, it must pool sessions, not transactions.
"""

import re
from typing import Any

from sqlalchemy import Connection, CursorResult

PARAMETER = re.compile(r":(\w+)")


class Prepared:
    """A statement with named parameters, as in `:slug`.

    PostgreSQL infers their types; `CAST(:credit AS float8)` tells it where it cannot.
    """

    def __init__(self, name: str, sql: str) -> None:
        parameters = list(dict.fromkeys(PARAMETER.findall(sql)))
        numbered = PARAMETER.sub(lambda found: f"${parameters.index(found[1]) + 1}", sql)
        self.name = name
        self._prepare = f"PREPARE {name} AS {numbered}"
        self._execute = f"EXECUTE {name} ({', '.join(f'%({p})s' for p in parameters)})"

    def run(
        self, connection: Connection, **parameters: object
    ) -> CursorResult[Any]:  # Any: the row's type is the statement's
        prepared = connection.info.setdefault("prepared", set())
        if self.name not in prepared:
            connection.exec_driver_sql(self._prepare)
            prepared.add(self.name)
        return connection.exec_driver_sql(self._execute, parameters)
