# syntax=docker/dockerfile:1
# Scheduled backups: PostgreSQL's own programs, and rclone to copy them elsewhere.
FROM postgres:18-alpine
RUN apk add --no-cache rclone
COPY --chmod=755 deploy/backup /usr/local/bin
ENTRYPOINT ["schedule"]
CMD []
LABEL org.opencontainers.image.title="Popquiz backup" \
      org.opencontainers.image.licenses="MIT"
