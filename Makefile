# Everything a person or a machine does with this project. `make` alone lists it.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3 python; do \
	command -v $$name >/dev/null 2>&1 && $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
INSTALLED_FOR_TESTS := $(VENV)/.installed-for-tests
COMPILE := $(BIN)/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header

.PHONY: help run test lint format bench lock

help: ## List the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile

run: $(INSTALLED) ## Install what is needed, start everything, print the address; Ctrl-C stops it
	@exec $(BIN)/python -m videoplanet serve

test: $(INSTALLED_FOR_TESTS) lint ## Every check and test, the browser part included
	@$(BIN)/python -m tests.browser
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder tests/unit tests/integration
	@$(BIN)/python -m pytest tests/e2e

lint: $(INSTALLED_FOR_TESTS) ## Style and types of Python and JavaScript, layers
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy videoplanet tests $(wildcard bench)
	@$(BIN)/lint-imports
	@$(BIN)/python -m tests.javascript

format: $(INSTALLED_FOR_TESTS) ## Put the code in the project's style
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .
	@$(BIN)/python -m tests.javascript --format

bench: $(INSTALLED_FOR_TESTS) ## Measure speed; prints tables
	@$(BIN)/python -m bench

lock: $(INSTALLED_FOR_TESTS) ## Pin the newest fitting releases into requirements*.txt
	@$(COMPILE) --upgrade --output-file requirements.txt pyproject.toml
	@$(COMPILE) --upgrade --extra dev --constraint requirements.txt --output-file requirements-dev.txt pyproject.toml

$(INSTALLED): requirements.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed and was not found on PATH." >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
		{ rm -rf $(VENV); echo "$(PYTHON) cannot make virtual environments: on Debian and Ubuntu, install python3-venv." >&2; exit 1; }
	@sum=$$(cksum requirements.txt); if [ "$$(cat $@ 2>/dev/null)" != "$$sum" ]; then \
		echo "Installing the Python packages into $(VENV) ..."; \
		$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check -r requirements.txt && echo "$$sum" > $@; fi
	@touch $@

$(INSTALLED_FOR_TESTS): requirements-dev.txt $(INSTALLED)
	@sum=$$(cksum requirements-dev.txt); if [ "$$(cat $@ 2>/dev/null)" != "$$sum" ]; then \
		echo "Installing the packages for tests into $(VENV) ..."; \
		$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check -r requirements-dev.txt && echo "$$sum" > $@; fi
	@touch $@
