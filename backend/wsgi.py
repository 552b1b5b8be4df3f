"""What uWSGI loads."""

import gc

gc.disable()  # what is loaded here stays; to look through it takes a fifth of the start

from .app import create_app  # noqa: E402

app = create_app()
gc.freeze()  # nor shall later looks go through it
gc.enable()
