"""Free ports of this machine."""

import random
import socket


def free_port() -> int:
    """A port below the kernel's ephemeral range, so that no connection takes it meanwhile."""
    while True:
        port = random.randrange(20_000, 30_000)
        with socket.socket() as probe:
            try:
                probe.bind(("", port))
            except OSError:
                continue
            return port
