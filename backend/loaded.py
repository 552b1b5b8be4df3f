"""What workers of `make run` share: uWSGI's master imports all modules before it forks them."""

import gc

gc.disable()  # nothing loaded here is garbage; checking takes a fifth of the start

from . import app, harakiri  # noqa: E402, F401

gc.freeze()  # later collections skip it, too
gc.enable()
