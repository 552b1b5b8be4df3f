"""A certificate authority for tests: acme2certifier in a container, with a root of its own.

It validates like a public one, by fetching the challenge from port 80 of the name.
"""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.engine import RUN, docker, need
from tests.support.stacks import eventually

IMAGE = f"{RUN}/authority"
PYTHON, NGINX = "python:3.13-alpine", "nginx:1.28-alpine"
DOCKERFILE = f"""
FROM {PYTHON}
RUN apk add --no-cache openssl && pip install --no-cache-dir acme2certifier==0.46.3
WORKDIR /ca
RUN mkdir certs && openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj '/CN=Popquiz tests' \
        -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign \
        -keyout key.pem -out root.pem
COPY acme_srv.cfg .
ENV ACME_SRV_CONFIGFILE=/ca/acme_srv.cfg
CMD ["python", "-m", "acme2certifier.share.acme2certifier_wsgi"]
"""
SETTINGS = """
[DEFAULT]
debug: False
[CAhandler]
handler_module: acme2certifier.cahandlers.openssl_ca_handler
issuing_ca_key: /ca/key.pem
issuing_ca_cert: /ca/root.pem
issuing_ca_crl: /ca/crl.pem
cert_validity_days: 90
cn_enforce: True
cert_save_path: /ca/certs
[DBhandler]
handler: wsgi
dbfile: /ca/acme.db
[Challenge]
[Order]
"""
DOOR = "server { listen 80; location / { proxy_pass http://nginx:8080; } }"
FETCH = ("wget", "-q", "-O", "-", "http://127.0.0.1/directory")


@contextmanager
def authority(network: str, domain: str, folder: Path) -> Iterator[Path]:
    """Yields the path of its root certificate. Its directory is http://authority/directory.

    In the network, port 80 of `domain` is the stack's nginx, as port 80 of its host is elsewhere.
    """
    need(PYTHON, NGINX)
    (folder / "Dockerfile").write_text(DOCKERFILE)
    (folder / "acme_srv.cfg").write_text(SETTINGS)
    subprocess.run(["docker", "build", "-q", "-t", IMAGE, folder], capture_output=True, check=True)
    name, door = f"{network}-authority", f"{network}-door"
    started = ("run", "-d", "--network", network, "--name")
    docker(*started, name, "--network-alias", "authority", IMAGE)
    docker(
        *(*started, door, "--network-alias", domain, NGINX, "sh", "-c"),
        f"echo '{DOOR}' >/etc/nginx/conf.d/default.conf && exec nginx -g 'daemon off;'",
    )
    try:
        eventually(lambda: "newNonce" in docker("exec", name, *FETCH))
        docker("cp", f"{name}:/ca/root.pem", str(folder / "root.pem"))
        yield folder / "root.pem"
    finally:
        print(docker("logs", name, check=False)[-3000:])
        docker("rm", "-f", name, door)
        docker("image", "rm", IMAGE, check=False)
