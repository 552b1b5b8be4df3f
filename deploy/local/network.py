"""How other devices of the same network reach this computer."""

import io
import socket
from ipaddress import ip_address

import segno

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104  (what HOST may be)


def reachable_at(host: str) -> str | None:
    """Where other devices reach a server that listens on `host`; None if they cannot."""
    if host in EVERYWHERE:
        return own_address()
    try:
        alone = ip_address(host).is_loopback
    except ValueError:
        alone = host == "localhost"
    return None if alone else host


def own_address() -> str | None:
    """This computer's address in its network; None without a network. Sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("198.51.100.1", 9))  # chooses the interface that leads to other networks
        except OSError:
            return None
        address: str = probe.getsockname()[0]
        return address


def qr_code(url: str, colours: bool) -> str:
    """The QR code of a URL as lines of text; each character is one module wide and two high.

    Blocks are light: with `colours`, whatever the terminal's own are. Needs UTF-8.
    """
    drawn = io.StringIO()
    segno.make(url, micro=False).terminal(drawn, border=2, compact=True)
    before, after = ("\033[97;40m", "\033[0m") if colours else ("", "")
    return "".join(f"{before}{line}{after}\n" for line in drawn.getvalue().splitlines())
