"""Large bodies through uWSGI's own router are refused with the reason."""

import json
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.support.local import Local

SIZES = (20_000, 100_000, 1_000_000, 8_000_000)
REFUSED = [
    ("/api/quizzes/none/attempts", "application/json", 413),
    ("/api/studio/media", "image/png", 401),
    ("/api/studio/media", "text/plain", 401),
]


def refusal(local: Local, path: str, media_type: str, size: int) -> int:
    """The status in the problem document."""
    address = f"http://127.0.0.1:{local.port}{path}"
    request = Request(address, bytes(size), {"Content-Type": media_type})
    with pytest.raises(HTTPError) as refused:
        urlopen(request, timeout=30)
    with refused.value as answer:
        assert json.load(answer)["status"] == answer.code
        return answer.code


def test_a_large_body_is_refused_with_its_reason(local: Local) -> None:
    for size in SIZES:
        for path, media_type, status in REFUSED:
            assert refusal(local, path, media_type, size) == status, (path, media_type, size)
