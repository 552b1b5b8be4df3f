# syntax=docker/dockerfile:1
# certbot, beside nginx: it obtains certificates and never sees a player's connection.
FROM python:3.13-alpine
RUN apk add --no-cache openssl
COPY deploy/certificates/requirements.txt .
RUN --mount=type=cache,target=/root/.cache/pip \
    pip install --root-user-action=ignore --disable-pip-version-check \
        --require-hashes --no-deps --only-binary :all: --requirement requirements.txt
COPY --chmod=755 deploy/certificates/renew /usr/local/bin/
CMD ["renew"]
LABEL org.opencontainers.image.title="Popquiz certificates" \
      org.opencontainers.image.licenses="MIT"
