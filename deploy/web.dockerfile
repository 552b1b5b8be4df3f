# syntax=docker/dockerfile:1
# The API: Python, the pinned packages as wheels (no compiler), the application.
FROM python:3.13-alpine AS packages
COPY requirements.txt .
RUN --mount=type=cache,target=/root/.cache/pip \
    pip install --prefix=/packages --root-user-action=ignore --disable-pip-version-check \
        --require-hashes --no-deps --only-binary :all: --requirement requirements.txt

FROM python:3.13-alpine
ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
COPY --from=packages /packages /usr/local
WORKDIR /app
COPY manage.py uwsgi.ini ./
COPY backend backend
# Compiled now: at run time the file system is read-only.
RUN python -m compileall -q backend
# A number, not a name: nothing about it has to exist on the host.
USER 10001:10001
EXPOSE 3033
CMD ["uwsgi", "--ini", "uwsgi.ini"]
# Last, because it changes with every commit and must not cost a layer above it.
ARG COMMIT_HASH=unknown
ENV COMMIT_HASH=$COMMIT_HASH
LABEL org.opencontainers.image.title="Popquiz web" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.revision=$COMMIT_HASH
