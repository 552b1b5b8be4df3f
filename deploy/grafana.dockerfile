# syntax=docker/dockerfile:1
# Grafana with the dashboard, so that no file has to be on the Docker host.
FROM grafana/grafana:12.1.0
COPY --chmod=755 deploy/monitoring/grafana/provisioning /etc/grafana/provisioning
COPY --chmod=755 deploy/monitoring/grafana/dashboards /etc/popquiz/dashboards
COPY --chmod=755 deploy/monitoring/grafana/start /etc/popquiz/start
ENTRYPOINT ["/etc/popquiz/start"]
