# `make` lists the targets. Each needs Python 3.11 or newer and makes .venv by itself.

SHELL := /bin/sh
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
CHECKED := game tests benchmarks
PYTEST := $(BIN)/python -m pytest
UV_VERSION := 0.13.9

# A bound on the slow tests, where the system has the command (macOS does not).
WITHIN := $(if $(shell command -v timeout 2>/dev/null),timeout --kill-after=30s 30m)

# What to pass on: make play ARGS="--role stalin", make test-slow ARGS="-x".
ARGS ?=

# Where make pictures draws every screen of the window.
PICTURES ?= build/pictures

.PHONY: help
help: ## List the targets
	@sed -n 's/^\([a-z.-]*\):.*## \(.*\)/\1|\2/p' Makefile | \
	  while IFS='|' read -r name what; do printf '  make %-12s %s\n' "$$name" "$$what"; done

.PHONY: play
play: .venv ## Play in the terminal (without one: watch the demonstration)
	@$(BIN)/kherem play $(ARGS)

.PHONY: test
test: .venv ## Style, types, architecture and every test but the slow ones
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy --strict $(CHECKED)
	$(BIN)/lint-imports --no-logo
	$(PYTEST) -n auto -m "not slow" $(ARGS)

.PHONY: test-slow
test-slow: .venv ## The slow tests, within half an hour
	KHEREM_HYPOTHESIS=slow $(WITHIN) $(PYTEST) -n auto -m slow $(ARGS)

.PHONY: golden
golden: .venv ## Rewrite the golden files from what the program says now; then read the diff
	$(PYTEST) -n auto -m "not slow" --update-golden $(ARGS)

.PHONY: bench
bench: .venv ## Run the benchmarks (ARGS=--long: those of minutes too, and write all down)
	$(BIN)/python -m benchmarks $(ARGS)

.PHONY: pictures
pictures: .venv ## Draw the pictures in docs/pictures, and all screens of the window (PICTURES=DIR)
	$(BIN)/python tools/pictures.py
	$(BIN)/python tools/window_pictures.py $(PICTURES)
	$(BIN)/python tools/class_pictures.py $(PICTURES)

.PHONY: reference
reference: .venv ## Write the tables of docs/reference anew from the program
	$(BIN)/python tools/reference.py

.PHONY: schema
schema: .venv ## Write scenarios/scenario.schema.json anew
	$(BIN)/kherem schema >scenarios/scenario.schema.json.new
	mv scenarios/scenario.schema.json.new scenarios/scenario.schema.json

.PHONY: format
format: .venv ## Put the code into the agreed format
	$(BIN)/python -m ruff check --fix-only --quiet .
	$(BIN)/python -m ruff format .

.PHONY: bundle
bundle: ## Make dist/kherem, which runs without Python, for this kind of system
	@tools/venv bundle
	@.venv-bundle/bin/python tools/bundle/build.py dist

.PHONY: lock
lock: ## Remake requirements/*.txt (ARGS=--upgrade takes the newest versions)
	@set -eu; python="$$(tools/venv --python)"; \
	export TMPDIR="$$(mktemp -d)"; trap 'rm -rf "$$TMPDIR"' EXIT; \
	"$$python" -m venv "$$TMPDIR/venv"; \
	"$$TMPDIR/venv/bin/python" -m pip install --quiet uv==$(UV_VERSION); \
	compile() { \
	  "$$TMPDIR/venv/bin/uv" --no-config --no-cache pip compile --quiet --universal --python-version 3.11 \
	    --generate-hashes --no-emit-index-url --no-emit-find-links \
	    --custom-compile-command "make lock" $(ARGS) "$$@"; \
	}; \
	compile pyproject.toml -o requirements/run.txt; \
	for group in dev bundle; do \
	  compile pyproject.toml --group $$group -c requirements/run.txt -o requirements/$$group.txt; \
	done; \
	for peer in openspiel negmas otree; do \
	  compile benchmarks/requirements-$$peer.in -o benchmarks/requirements-$$peer.txt; \
	done

.PHONY: clean
clean: ## Remove .venv, caches and builds
	rm -rf .venv .venv.* .venv-* dist build .hypothesis .*_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: .venv
.venv: ## The environment itself, when missing or out of date
	@tools/venv
