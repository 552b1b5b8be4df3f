"""The WSGI application that uWSGI loads."""

import gc

gc.disable()  # nothing loaded here is garbage; checking takes a fifth of the start

from .app import create_app  # noqa: E402
from .harakiri import with_harakiri  # noqa: E402

app = create_app()
app.wsgi_app = with_harakiri(app.wsgi_app)  # type: ignore[method-assign, assignment]
gc.freeze()  # later collections skip it, too
gc.enable()
