"""Wires the application together, and nothing else."""

from pathlib import Path

from flask_migrate import Migrate
from flask_openapi3 import Info, OpenAPI
from pydantic_core import from_json
from werkzeug.routing import BaseConverter

from . import __version__, api, logs, metrics
from .api.client import client_blueprint
from .api.health import older_schemas
from .api.problems import Problem, refused_fields
from .models import db
from .models.database import AUTOCOMMIT, read_password_anew, replace_dead_connections
from .models.prepared import POOLED
from .settings import Settings

MIGRATIONS = str(Path(__file__).parent / "migrations")
CONNECT_ARGS = {"connect_timeout": 3, "application_name": "popquiz"}
# A statement that waits must end before uWSGI's harakiri ends its whole worker. A pooler of
# transactions has connections of its own, and refuses it: the role must bring it along there.
TIMEOUT = "-c statement_timeout=10000"
MAX_BODY = 16 * 1024  # bytes; the largest honest request is under 1 kB


class SlugConverter(BaseConverter):
    """A quiz's name in a URL; anything else is no quiz, so 404."""

    regex = r"[a-z0-9]+(?:-[a-z0-9]+)*"


def create_app(settings: Settings | None = None) -> OpenAPI:
    """The application for these settings, or for those of the environment."""
    settings = settings or Settings.from_env()
    pooled = settings.pooled_transactions
    app = OpenAPI(
        "popquiz",
        info=Info(title="Popquiz", version=__version__, description="Play quizzes over HTTP."),
        security_schemes={},  # without it the document says null, which is invalid
        doc_ui=False,
        static_folder=None,
        validation_error_model=Problem,
        validation_error_callback=refused_fields,
    )
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SECRET_KEY_FALLBACKS=[settings.secret_key_before] if settings.secret_key_before else None,
        SQLALCHEMY_DATABASE_URI=settings.database_uri,
        SQLALCHEMY_ENGINE_OPTIONS={
            "connect_args": CONNECT_ARGS,
            "execution_options": {POOLED: pooled},
        },
        SQLALCHEMY_BINDS={
            AUTOCOMMIT: {
                "url": settings.database_uri,
                "connect_args": CONNECT_ARGS if pooled else {**CONNECT_ARGS, "options": TIMEOUT},
                "execution_options": {POOLED: pooled},
                "isolation_level": "AUTOCOMMIT",
                "json_deserializer": from_json,  # half the time of the standard library's
                "pool_reset_on_return": None,  # there is no transaction to roll back
            }
        },
        MAX_CONTENT_LENGTH=MAX_BODY,
        COMMIT=settings.commit,
        ACCOUNTS=settings.accounts,
        PUBLIC_URL=settings.accounts.public_url,
        PRODUCTION=settings.production,
    )
    app.url_map.converters["slug"] = SlugConverter
    logs.configure(settings.production)
    logs.register(app)
    metrics.register(app)
    db.init_app(app)
    with app.app_context():
        for engine in db.engines.values():
            replace_dead_connections(engine)
            if settings.password_file:
                read_password_anew(engine, settings.password_file)
            metrics.watch(engine)
    Migrate(app, db, directory=MIGRATIONS)
    app.extensions["older_schemas"] = older_schemas(MIGRATIONS)
    api.register(app)
    if settings.client_dist:
        app.register_blueprint(client_blueprint(settings.client_dist))
    return app
