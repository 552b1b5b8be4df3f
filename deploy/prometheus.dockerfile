# syntax=docker/dockerfile:1
# Prometheus with its targets and alerts, so that no file has to be on the Docker host.
FROM prom/prometheus:v3.5.0
COPY --chmod=755 deploy/monitoring/prometheus.yml deploy/monitoring/alerts.yml /etc/prometheus/
