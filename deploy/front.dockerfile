# syntax=docker/dockerfile:1
# Development only: webpack-dev-server with hot reload. The sources are mounted over src and public.
FROM node:22-alpine
WORKDIR /client
RUN chown node:node .
USER node
COPY --chown=node:node client/package.json client/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY --chown=node:node client ./
EXPOSE 8080
CMD ["npm", "run", "dev"]
