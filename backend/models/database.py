from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from select import select
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from psycopg2 import OperationalError
from sqlalchemy import BigInteger, DateTime, Dialect, Engine, MetaData, Text, event
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import DeclarativeBase, registry

AUTOCOMMIT = "autocommit"


class Base(DeclarativeBase):
    registry = registry(
        # Named constraints: a migration can drop what it can name.
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(table_name)s_%(column_0_N_name)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        type_annotation_map={
            str: Text,
            datetime: DateTime(timezone=True),
            dict[str, Any]: JSONB,  # Any: documents whose shape their owner knows
            dict[str, str]: JSONB,
            list[str]: ARRAY(Text),
            list[int]: ARRAY(BigInteger),
        },
    )


db = SQLAlchemy(model_class=Base)


def autocommit() -> Connection:
    """A connection on which every statement is its own transaction.

    Playing needs no more: each move is one statement that writes. It saves a round trip for BEGIN
    and one for COMMIT. What takes several statements goes through `db.session`.
    """
    return db.engines[AUTOCOMMIT].connect()


def replace_dead_connections(engine: Engine) -> None:
    """Notice, before a pooled connection is used, that the server has closed it; connect anew.

    An idle connection has nothing to read. One that has was closed by a server that stopped or
    was killed. This look at the socket costs microseconds, where a ping costs a round trip.
    """

    @event.listens_for(engine, "checkout")
    def refuse_closed(dbapi_connection: Any, *_rest: object) -> None:  # Any: psycopg2's
        if dbapi_connection.closed or select([dbapi_connection], [], [], 0)[0]:
            raise DisconnectionError


def read_password_anew(engine: Engine, file: Path, read: Callable[[Path], str]) -> None:
    """Connect with the password that the file holds at that moment, as `read` reads it.

    `deploy/bin/rotate-secrets` changes it while we run. For an instant the new one is in force and
    still in a file beside it, whose name ends in `.next`.
    """

    @event.listens_for(engine, "do_connect")
    def connect(
        dialect: Dialect, _record: object, args: list[Any], kwargs: dict[str, Any]
    ) -> object:
        refused: OperationalError | None = None
        tried = []
        for place in (file, file.with_name(f"{file.name}.next"), file):
            try:
                password = read(place)
            except FileNotFoundError:
                continue
            if password not in tried:
                tried.append(password)
                try:
                    return dialect.connect(*args, **{**kwargs, "password": password})
                except OperationalError as error:
                    refused = error
        if refused:
            raise refused
        return None  # no file: as it was at the start
