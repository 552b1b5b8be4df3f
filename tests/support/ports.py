"""Ports of this machine."""

import random
import socket


def free_port() -> int:
    """A port below those that the kernel gives to connections, so none takes it meanwhile."""
    while True:
        port = random.randrange(20_000, 30_000)
        with socket.socket() as probe:
            try:
                probe.bind(("", port))
            except OSError:
                continue
            return port
