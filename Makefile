# The commands of a working day; `make help` lists them.
SHELL := /bin/bash
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
MESSAGES := platform/oversight/translations/zh_Hans_CN/LC_MESSAGES/messages
.DEFAULT_GOAL := help
.PHONY: help run test bench lint format messages lock machine clean

help: ## list these commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-9s %s\n", $$1, $$2}'

run: $(VENV)/run $(MESSAGES).mo ## start everything with a demo district and print the address and accounts
	@$(BIN)/houqin up

test: $(VENV)/dev $(MESSAGES).mo machine ## run the whole suite against a real PostgreSQL and a real browser
	$(BIN)/python -m pytest -n 2 --dist loadfile $(PYTEST)

bench: $(VENV)/dev $(MESSAGES).mo ## measure side by side with baselines; writes bench.json
	$(BIN)/python -m bench $(BENCH)

lint: $(VENV)/dev ## style, types, layers, templates, translations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --config setup.cfg --no-cache
	$(BIN)/djlint platform/oversight/templates --lint --quiet
	$(BIN)/python tools/messages.py check

format: $(VENV)/dev ## let the formatters have their way
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djlint platform/oversight/templates --reformat --quiet

messages: $(VENV)/dev ## collect new messages for translation
	$(BIN)/python tools/messages.py update

lock: ## resolve requirements/*.in anew (needs uv)
	uv pip compile --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-header -q requirements/run.in -o requirements/run.lock
	uv pip compile --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-header -q requirements/dev.in -o requirements/dev.lock

machine: ## install Chromium, LibreOffice and a Chinese font where apt-get may
	@tools/machine.sh

clean: ## remove the environment; var/ with your data stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .hypothesis

$(VENV)/run: requirements/run.lock setup.cfg setup.py pyproject.toml
	@command -v $(PYTHON) >/dev/null && $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing the locked dependencies (once)…"
	@$(PIP) install --require-hashes -r requirements/run.lock
	@$(PIP) install --no-deps --editable .
	@touch $@

$(VENV)/dev: $(VENV)/run requirements/dev.lock
	@$(PIP) install --require-hashes -r requirements/dev.lock
	@touch $@

$(MESSAGES).mo: $(MESSAGES).po $(VENV)/run
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@ --locale zh_Hans_CN
