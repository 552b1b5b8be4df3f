"""GET never writes: prefetching browsers and crawlers cost nothing."""

from flask_openapi3 import OpenAPI
from sqlalchemy import event

from backend.library.packs import Pack
from backend.models import db
from backend.models.database import AUTOCOMMIT
from tests.support.api import Api


def test_every_get_works_on_a_read_only_database(app: OpenAPI, api: Api, quiz: Pack) -> None:
    attempt = api.start()
    api.answer(attempt, attempt["questions"][0])
    finished = api.start()
    api.finish(finished, "Ann")

    def read_only(connection: object, cursor: object, statement: str, *_rest: object) -> None:
        cursor.execute("SET default_transaction_read_only = on")  # type: ignore[attr-defined]  # untyped in the event

    engines = (db.engine, db.engines[AUTOCOMMIT])
    for engine in engines:
        engine.dispose()  # one connection each, whatever other tests left
        event.listen(engine, "before_cursor_execute", read_only)
    try:
        for path in (
            *("/quizzes", "/quizzes/small", "/quizzes/small/scores", "/health/ready"),
            *("/health/live", "/version", "/openapi.json"),
            *(f"/attempts/{attempt['id']}", f"/attempts/{finished['id']}"),
        ):
            api.get(path)
        # The guard itself works: a POST fails on this database.
        api.post("/quizzes/small/attempts", {}, 500)
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", read_only)
            engine.dispose()
