# One command for each thing. `make help` lists them. Nothing here needs root, docker or another server.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
PORT ?= 8000
SCALE ?= normal
PY := .venv/bin/python
RUN_STAMP := .venv/.run-installed
DEV_STAMP := .venv/.dev-installed
NODE_STAMP := node_modules/.installed
BUNDLE_STAMP := liangzhan/toolkit/static/bundle/.built
FONT_STAMP := .venv/.fonts-ready
FRONTEND := $(shell find frontend liangzhan/*/jinja2 -type f 2>/dev/null)

.PHONY: help setup run demo check test journeys bench lock soak

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | while IFS=$$'\t' read -r name text; do printf '  make %-10s %s\n' "$$name" "$$text"; done

setup: $(RUN_STAMP) $(BUNDLE_STAMP) $(FONT_STAMP) ## virtual environment, locked dependencies, front-end bundle

run: setup ## everything, then the server on http://localhost:8000 (PORT=8080 changes it)
	@$(PY) -m liangzhan prepare --demo --scale $(SCALE)
	@exec $(PY) -m liangzhan serve --port $(PORT)

demo: setup ## build the demo province anew (SCALE=small, normal or province)
	@$(PY) -m liangzhan prepare
	@$(PY) -m liangzhan demo --fresh --scale $(SCALE)

check: $(DEV_STAMP) $(BUNDLE_STAMP) ## style, types, contracts, house tests; under a minute
	@$(PY) scripts/check.py

test: $(DEV_STAMP) $(BUNDLE_STAMP) $(FONT_STAMP) ## the whole suite: SQLite, PostgreSQL and browser journeys where the machine has them
	@$(PY) scripts/test.py

journeys: $(DEV_STAMP) $(BUNDLE_STAMP) ## only the browser journeys
	@$(PY) scripts/test.py journeys

bench: $(DEV_STAMP) $(BUNDLE_STAMP) ## p50/p95 per page, and posting to the ledger, beside bare SQL (SCALE=normal or province)
	@SCALE=$(SCALE) $(PY) -m bench

soak: $(DEV_STAMP) ## long random histories
	@$(PY) -m pytest tests -m soak -q

lock: ## lock the dependencies again, with hashes and without addresses
	@bash scripts/lock.sh

$(RUN_STAMP): requirements/run.txt scripts/venv.sh
	@PYTHON=$(PYTHON) bash scripts/venv.sh requirements/run.txt
	@touch $@

$(DEV_STAMP): requirements/dev.txt $(RUN_STAMP)
	@PYTHON=$(PYTHON) bash scripts/venv.sh requirements/dev.txt
	@touch $@

$(NODE_STAMP): package.json package-lock.json
	@command -v npm >/dev/null || { echo 'npm is missing: install Node 20 or later.' >&2; exit 1; }
	npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(BUNDLE_STAMP): $(NODE_STAMP) $(FRONTEND)
	npm run --silent build
	@touch $@

# Only a machine without Noto CJK downloads fonts (docs/decisions/0004-fonts.md).
$(FONT_STAMP): $(RUN_STAMP) fonts/package-lock.json
	@$(PY) -c 'from liangzhan.toolkit.papers import fonts_ready; raise SystemExit(not fonts_ready())' || npm run --silent fonts
	@touch $@
