# syntax=docker/dockerfile:1
# Development only: webpack-dev-server with hot reload. The sources are mounted over src and public.
FROM scratch AS sources
COPY --chmod=755 client /

FROM node:22-alpine
WORKDIR /client
# The same lines as in nginx.dockerfile: packages are installed once for both.
COPY --from=sources package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --no-audit --no-fund
COPY --from=sources / ./
RUN install -d -o node -g node node_modules/.cache
USER node
EXPOSE 8080
CMD ["npm", "run", "dev"]
