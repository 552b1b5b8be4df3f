# syntax=docker/dockerfile:1
# Grafana with the dashboard, so that no file has to be on the Docker host.
FROM grafana/grafana:12.1.0
COPY deploy/monitoring/grafana/provisioning /etc/grafana/provisioning
COPY deploy/monitoring/grafana/dashboards /etc/popquiz/dashboards
COPY deploy/monitoring/grafana/start /etc/popquiz/start
ENTRYPOINT ["/etc/popquiz/start"]
