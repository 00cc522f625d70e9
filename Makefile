# Everything here sets itself up: it needs python3 (3.11 or newer) and make, nothing else.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: help install run test check bench vectors lock clean

help: ## what can be made
	@echo "Pathway: a Telegram bot for doctors on their way to a Canadian residency"
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: .venv/installed ## what running needs, into .venv (the others do this by themselves)

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; PYTHON=python3.12 make ... chooses another one." >&2; exit 1; }
	@echo "· making .venv"
	@$(PYTHON) -m venv .venv || { echo "python3 has no venv here (Debian: apt install python3-venv)." >&2; exit 1; }

.venv/installed: requirements.txt pyproject.toml | .venv/bin/python
	@echo "· installing what the bot needs (the first time this takes a minute or two)"
	@$(PIP) install --quiet --progress-bar off --require-hashes -r requirements.txt
	@$(PIP) install --quiet --no-deps --editable .
	@touch $@

.venv/developing: .venv/installed pyproject.toml
	@echo "· installing what tests and checks need"
	@$(PIP) install --quiet --progress-bar off --editable '.[dev]'
	@touch $@

run: .venv/installed ## talk to the bot: a web chat on this machine, or Telegram if TELEGRAM_BOT_TOKEN is set
	@$(BIN)/python -m bot run

test: .venv/developing ## all tests (a browser and PostgreSQL are used where they are installed)
	@$(BIN)/python -m pytest -q $(ARGS)

check: .venv/developing ## format, lint, types, and the knowledge base
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m bot knowledge check

bench: .venv/developing ## speed, memory and accuracy, each beside a peer or a bound
	@$(BIN)/python -m bench $(ARGS)

vectors: .venv/developing ## sentence vectors of new and changed phrasings
	@$(BIN)/python -m bot knowledge vectors

lock: ## requirements.txt anew from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --extra encoder --universal --generate-hashes --python-version 3.11 --no-header -o requirements.txt

clean: ## remove .venv and caches; data/ stays
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist *.egg-info
