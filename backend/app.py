"""Wires the application together, and nothing else."""

from flask_openapi3 import Info, OpenAPI
from werkzeug.routing import BaseConverter

from . import __version__, api, core, logs, metrics
from .api.client import client_blueprint
from .api.previews import for_previewer
from .api.problems import Problem, refused_fields
from .api.rush import with_rush
from .models import db
from .settings import Settings

MAX_BODY = 16 * 1024  # bytes; the largest honest request is under 1 kB


class SlugConverter(BaseConverter):
    """A quiz's slug in a URL; anything else is a 404."""

    regex = r"[a-z0-9]+(?:-[a-z0-9]+)*"


def create_app(settings: Settings | None = None) -> OpenAPI:
    """Create the application from these settings, or from those of the environment."""
    settings = settings or Settings.from_env()
    app = OpenAPI(
        "popquiz",
        info=Info(title="Popquiz", version=__version__, description="Play quizzes over HTTP."),
        security_schemes={},  # without it the document says null, which is invalid
        doc_ui=False,
        static_folder=None,
        validation_error_model=Problem,
        validation_error_callback=refused_fields,
    )
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    app.url_map.converters["slug"] = SlugConverter
    core.configure(app, settings)
    logs.register(app)
    metrics.register(app)
    with app.app_context():
        for engine in db.engines.values():
            metrics.watch(engine)
    api.register(app)
    if settings.client_dist:
        app.register_blueprint(
            client_blueprint(settings.client_dist, for_previewer, settings.service_worker)
        )
    app.wsgi_app = with_rush(app, app.wsgi_app)  # type: ignore[method-assign, assignment]
    return app
