# syntax=docker/dockerfile:1
# Prometheus with what it asks and when it warns: no file has to be on the Docker host.
FROM prom/prometheus:v3.5.0
COPY deploy/monitoring/prometheus.yml deploy/monitoring/alerts.yml /etc/prometheus/
