# syntax=docker/dockerfile:1
# nginx with the built client: only the product of the first stages is copied.
# The sources with the same modes under every umask, which would else count as a change.
FROM scratch AS sources
COPY --chmod=755 client /

FROM node:22-alpine AS client
WORKDIR /client
# Packages before sources, so that a changed source does not reinstall them.
COPY --from=sources package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --no-audit --no-fund
COPY --from=sources / ./
RUN --mount=type=cache,target=/client/node_modules/.cache,sharing=locked npm run build

# For an error tracker, never served:
#   docker build -f deploy/nginx.dockerfile --target sourcemaps -o sourcemaps .
FROM scratch AS sourcemaps
COPY --from=client /client/sourcemaps /

FROM nginxinc/nginx-unprivileged:1.28-alpine
COPY --chmod=755 deploy/nginx /etc/nginx
COPY --from=client /client/dist /usr/share/nginx/popquiz
EXPOSE 8080
# Not the base image's start-up scripts: they edit files, and our file system is read-only.
ENTRYPOINT ["/etc/nginx/start"]
CMD ["-g", "daemon off;"]
ARG COMMIT_HASH=unknown
LABEL org.opencontainers.image.title="Popquiz nginx" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.revision=$COMMIT_HASH
