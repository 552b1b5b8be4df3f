# Everyday commands; `make` alone lists them.
PYTHON ?= python3
BIN := .venv/bin
# What each part of `make test` takes, for .ci/run.
timed = $(if $(TIMES),.ci/timed "$(1)")

.DEFAULT_GOAL := help
.PHONY: help run upgrade-data check test lint requirements contract pictures bench hostile lighthouse bill audit clean

help: ## list the commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

run: ## serve Popquiz on http://127.0.0.1:8000 (PORT=, HOST=, SQLALCHEMY_DATABASE_URI= are honoured)
	@command -v $(PYTHON) >/dev/null || { echo "popquiz: Popquiz needs Python 3.11 or newer, but \`$(PYTHON)\` was not found." >&2; exit 1; }
	@$(PYTHON) deploy/local/setup.py run
	@exec $(BIN)/python -m deploy.local.serve

upgrade-data: ## upgrade .data/ of an older PostgreSQL to this release's version
	@$(PYTHON) deploy/local/setup.py run
	@exec $(BIN)/python -m deploy.local.upgrade

.PHONY: dev
dev: # everything that the commands below need
	@$(PYTHON) deploy/local/setup.py dev

BROWSERS ?= $$($(BIN)/python -c 'import os; print(os.cpu_count() * 3 // 2)')
SLOW := cli contract deploy e2e hostile local oidc

check: dev ## the everyday loop: lint, types, and the tests that need no other program
	@$(MAKE) --no-print-directory --jobs 2 lint-backend lint-client test-client
	$(BIN)/pytest -q -n auto --dist loadgroup $(addprefix --ignore tests/,$(SLOW))

test: dev ## run every test; those that cannot run here are skipped with the reason
	@$(call timed,lint and client) $(MAKE) --no-print-directory --jobs 2 lint-backend lint-client test-client
	@-$(BIN)/python -m tests.support.identity_provider # before there is no network
	@failed=0; log=$$(mktemp); \
	if tests/support/apart true 2>/dev/null; then \
	  apart=APART=tests/support/apart; \
	  echo "Docker's tests run beside others and are shown after them; until then: $$log"; \
	  $(MAKE) --no-print-directory --jobs 2 --keep-going test-apart test-docker $$apart LOG=$$log || failed=1; \
	  cat $$log; \
	else \
	  $(MAKE) --no-print-directory --jobs 1 --keep-going test-apart test-docker || failed=1; \
	fi; \
	rm $$log; \
	$(MAKE) --no-print-directory test-browser $$apart || failed=1; \
	exit $$failed

.PHONY: test-apart test-browser test-docker
test-apart: # the tests that need no browser and no Docker, except those that .ci/newcomer runs
	$(call timed,tests that need neither) $(APART) $(BIN)/pytest -n auto --dist loadgroup \
	  $(addprefix --ignore tests/,deploy e2e $(ELSEWHERE))

test-browser: # by themselves, and more of them than cores: live games wait for most of their time
	$(call timed,tests in a browser) $(APART) $(BIN)/pytest -n $(BROWSERS) --dist loadgroup tests/e2e

test-docker: # the others: first those that need all of the engine, then three stacks at a time
	@exec $(if $(LOG),>$(LOG) 2>&1); failed=0; set -x; \
	$(call timed,tests of the swarm) $(BIN)/pytest -m alone tests/deploy || failed=1; \
	$(call timed,tests of the stacks) $(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder \
	  -m "not alone" tests/deploy || failed=1; \
	exit $$failed

lint: dev ## ruff, mypy, zizmor, eslint, vue-tsc
	@$(MAKE) --no-print-directory --jobs 2 lint-backend lint-client

.PHONY: lint-backend lint-client test-client
lint-backend:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/mypy
	$(BIN)/zizmor --offline --quiet --min-severity medium .github/workflows

lint-client:
	cd client && npm run lint && npm run types

test-client:
	cd client && npm test

contract: dev ## regenerate the client's types from the API
	$(BIN)/python manage.py openapi | (cd client && npm run --silent contract)

pictures: dev ## retake the pictures of the guides
	cd client && npm run build
	PICTURES=docs/pictures $(BIN)/pytest -q tests/e2e/test_pictures.py tests/e2e/test_live_game.py

bench: dev ## measure against a floor in the same run, and many against few; writes bench-*.json
	@$(BIN)/python -m tests.load.bench; first=$$?; $(BIN)/python -m tests.load.authors && exit $$first

hostile: dev # URL=, EMAIL=, PASSWORD=: send hostile input to a running server while players answer
	$(BIN)/python -m tests.load.hostile $(URL) $(EMAIL) "$(PASSWORD)"

lighthouse: dev ## Lighthouse on the production build, in the local Chromium
	$(BIN)/python -m tests.load.lighthouse

bill: dev ## bills of materials (CycloneDX) in bill/, and docs/licences.md
	$(BIN)/python -m deploy.bill

audit: dev ## check the pinned packages for known vulnerabilities
	for name in requirements requirements-local requirements-dev deploy/certificates/requirements; do \
	  $(BIN)/pip-audit --strict --require-hashes --disable-pip --progress-spinner off -r $$name.txt || exit 1; \
	done
	cd client && npm audit

requirements: dev ## pin the packages again after changing requirements*.in
	$(BIN)/pip install --quiet uv
	for name in requirements requirements-local requirements-dev deploy/certificates/requirements; do \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	    --custom-compile-command "make requirements" $$name.in -o $$name.txt; \
	done

clean: ## remove everything installed and built; your data in .data stays
	rm -rf .venv .stamps client/node_modules client/dist client/sourcemaps client/bill bill
