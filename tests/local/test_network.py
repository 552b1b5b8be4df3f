"""`make run HOST=0.0.0.0`: phones of the same network find the address."""

import io
import re
import signal
from pathlib import Path
from urllib.request import urlopen

import pytest
from PIL import Image

from deploy.local.network import own_address, qr_code, reachable_at
from tests.support.local import running, started_once
from tests.support.pictures import decoded

BLOCKS = {" ": (0, 0), "▀": (255, 0), "▄": (0, 255), "█": (255, 255)}
MODULE = 8  # pixels


def picture(drawn: str) -> bytes:
    """What a camera sees of a QR code in a dark terminal."""
    lines = drawn.splitlines()
    image = Image.new("L", (len(lines[0]), 2 * len(lines)))
    for y, line in enumerate(lines):
        for x, block in enumerate(line):
            for half in (0, 1):
                image.putpixel((x, 2 * y + half), BLOCKS[block][half])
    large = image.resize((image.width * MODULE, image.height * MODULE), Image.Resampling.NEAREST)
    file = io.BytesIO()
    large.save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize(
    "url", ["http://192.168.178.20:8000", "http://[fd00::20:1]:8000", "http://10.0.0.1:80"]
)
def test_a_camera_reads_the_code_from_the_terminal(url: str) -> None:
    assert decoded(picture(qr_code(url, colours=False))) == url


def test_colours_leave_the_code_as_it_is() -> None:
    coloured = qr_code("http://192.168.178.20:8000", colours=True)

    assert re.sub(r"\033\[[\d;]*m", "", coloured) == qr_code(
        "http://192.168.178.20:8000", colours=False
    )


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_no_other_device_reaches_a_loopback_address(host: str) -> None:
    assert reachable_at(host) is None


def test_the_address_in_the_network_is_printed_and_works(data_folder: Path) -> None:
    address = own_address()
    if address is None:
        pytest.skip("needs a network, which this machine or its test run does not have")
    started_once(data_folder / "data")
    with running(data_folder / "data", HOST="0.0.0.0", PYTHONUTF8="1") as local:
        url = f"http://{address}:{local.port}"
        with urlopen(f"{url}/api/health/live", timeout=10) as response:
            assert response.status == 200
        local.process.send_signal(signal.SIGTERM)
        assert local.process.stdout
        said = local.process.stdout.read()  # with what was read ahead

    code = [
        line.removeprefix("  ") for line in said.splitlines() if set(line) & set(BLOCKS) - {" "}
    ]
    assert decoded(picture("\n".join(line.ljust(len(code[0])) for line in code))) == url
