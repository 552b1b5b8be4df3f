"""Free ports of this machine."""

import random
import socket
import sys

_kept: list[socket.socket] = []
"""Marks of our ports, which end with this process."""


def free_port() -> int:
    """A port for this process alone, even before anything listens there.

    It is below the kernel's ephemeral range, so that no connection takes it meanwhile. Other tests,
    also those of other users and folders, see the mark: an abstract socket that is named after it.
    """
    while True:
        port = random.randrange(20_000, 30_000)
        mark = socket.socket(socket.AF_UNIX)
        try:
            if sys.platform == "linux":
                mark.bind(f"\0popquiz-test-port-{port}")
            with socket.socket() as probe:
                probe.bind(("", port))
        except OSError:
            mark.close()
            continue
        _kept.append(mark)
        return port
