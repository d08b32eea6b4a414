.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin

help: ## Print this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

.venv/ready: pyproject.toml uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Golden Thread needs Python 3.11 or newer: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet 'uv>=0.9'
	VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv sync --quiet --frozen --active --inexact
	@touch .venv/ready

setup: .venv/ready ## Make .venv with everything in it

run: setup ## Serve the demo on this machine: prints the address and how to sign in
	$(BIN)/goldenthread demo --serve

test: setup ## Run the whole test suite, on every core
	$(BIN)/python -m pytest -n logical --dist loadfile

check: setup ## Lint, types, layers and generated docs
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/python -m goldenthread docs --check

docs: setup ## Write the generated docs anew
	$(BIN)/python -m goldenthread docs

bench: setup ## Measure us beside a plain eventsourcing application and bare SQLite
	$(BIN)/goldenthread bench

.PHONY: help setup run test check docs bench
