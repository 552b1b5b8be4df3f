# syntax=docker/dockerfile:1
# The API: Python, the pinned packages as wheels (no compiler), the application.
# The sources with the same modes under every umask, which would else count as a change.
FROM scratch AS sources
COPY --chmod=644 manage.py requirements.txt uwsgi.ini /
COPY --chmod=755 backend /backend

FROM python:3.13-alpine AS packages
RUN apk add --no-cache binutils
COPY --from=sources requirements.txt .
RUN --mount=type=cache,target=/root/.cache/pip \
    pip install --prefix=/packages --root-user-action=ignore --disable-pip-version-check --no-compile \
        --require-hashes --no-deps --only-binary :all: --requirement requirements.txt
# A third of the wheels' content is not needed here: symbols for debuggers and linkers, codecs and fonts that no upload
# needs, dnspython (no address is looked up), what cffi compiles extensions with, Authlib's other frameworks, tests,
# sources beside their compiled code and the columns that they are quoted by, and lists of files.
RUN cd /packages/lib/python3.*/site-packages \
 && rm -f PIL/_avif.*.so PIL/_imagingft.*.so PIL/_imagingtk.*.so \
 && rm -f pillow.libs/libavif-* pillow.libs/libfreetype-* pillow.libs/libharfbuzz-* \
 && rm -r */testing */tests \
 && rm -r dns cffi pycparser \
 && rm -r authlib/integrations/django_* authlib/integrations/flask_* authlib/integrations/httpx_* \
        authlib/integrations/sqla_* authlib/integrations/starlette_* \
 && find . -name '*.so*' -type f -exec strip --strip-unneeded {} + \
 && python -X no_debug_ranges -m compileall -q -b . \
 && find . \( -name '*.py' -o -name '*.py[ix]' -o -name '*.pxd' -o -path '*.dist-info/RECORD' \) -delete

FROM python:3.13-alpine
ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
COPY --from=packages /packages /usr/local
WORKDIR /app
COPY --from=sources manage.py uwsgi.ini ./
COPY --from=sources backend backend
# Compiled now: at run time the file system is read-only. So is what this imports of the standard library, which
# the base image has without bytecode: every worker and every health check would compile it again.
RUN python -m compileall -q backend && PYTHONDONTWRITEBYTECODE= python manage.py --help >/dev/null
# A number, not a name, so that the user need not exist on the host.
USER 10001:10001
EXPOSE 3033
CMD ["uwsgi", "--ini", "uwsgi.ini"]
# Last, because it changes with every commit and must not cost a layer above it.
ARG COMMIT_HASH=unknown
ENV COMMIT_HASH=$COMMIT_HASH
LABEL org.opencontainers.image.title="Popquiz web" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.revision=$COMMIT_HASH
