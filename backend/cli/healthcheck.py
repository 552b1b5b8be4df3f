"""Check whether this container's server is ready. Standard library only, so it starts fast.

Speaks the uwsgi protocol, as nginx does, to check the very socket that is served:
https://uwsgi-docs.readthedocs.io/en/latest/Protocol.html
"""

import socket
import struct
import sys

PATH = "/api/health/ready"
TIMEOUT = 4.0  # seconds


def uwsgi_request(host: str, port: int, path: str) -> tuple[int, str]:
    """GET `path` from a uwsgi socket; return the status and the body."""
    variables = {
        "REQUEST_METHOD": "GET",
        "REQUEST_URI": path,
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": str(port),
        "HTTP_HOST": "localhost",
    }
    body = b"".join(
        struct.pack("<H", len(part)) + part
        for pair in variables.items()
        for part in (text.encode() for text in pair)
    )
    with socket.create_connection((host, port), TIMEOUT) as connection:
        connection.settimeout(TIMEOUT)
        connection.sendall(struct.pack("<BHB", 0, len(body), 0) + body)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, content = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), content.decode()


def http_request(url: str) -> tuple[int, str]:
    """GET `url`; return the status and the body."""
    from urllib.error import HTTPError  # noqa: PLC0415  (slow to import)
    from urllib.request import urlopen  # noqa: PLC0415  (slow to import)

    try:
        with urlopen(url, timeout=TIMEOUT) as answer:  # noqa: S310  (the caller's URL)
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def main(url: str | None) -> int:
    """Print the state; return 0 if ready, 1 if not."""
    try:
        if url:
            status, content = http_request(url.rstrip("/") + PATH)
        else:
            status, content = uwsgi_request("127.0.0.1", 3033, PATH)
    except (OSError, ValueError, IndexError) as error:
        print(f"not ready: no answer ({error})")
        return 1
    print("ready" if status == 200 else f"not ready: {content}")
    return 0 if status == 200 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else None))
