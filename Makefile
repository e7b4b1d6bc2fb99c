# Two commands for a fresh machine: make demo, make test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo desk test covered check bench fmt pictures messages lock sbom wheel locked clean

demo: $(VENV)/.installed
	@$(BIN)/travaux demo

desk: $(VENV)/.installed-web
	@$(BIN)/travaux serve --demo

# `make test WITH=--cov` also notes which branches ran; `make covered` then holds them to what is promised: every one
# of those rooms that open no file, ask no time and roll no dice (one in a thousand may wait for its test), and 95 in a
# hundred of the others.
PURE := src/travaux/*.py,src/travaux/log/*,src/travaux/text/*,src/travaux/record/*,src/travaux/claims/*,src/travaux/reading/*,src/travaux/papers/*

test: $(VENV)/.installed-test
	@$(BIN)/pytest -q -n auto $(WITH)

covered:
	@$(BIN)/coverage report --include='$(PURE)' --precision=2 --fail-under=99.9
	@$(BIN)/coverage report --omit='$(PURE)' --fail-under=95

check: $(VENV)/.installed-test
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(VENV)/.installed-bench
	@$(BIN)/python -m bench

fmt: $(VENV)/.installed-test
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

pictures: $(VENV)/.installed-test
	@$(BIN)/python docs/pictures/make.py
	@$(BIN)/python docs/pictures/desk.py

messages: $(VENV)/.installed-test
	@$(BIN)/python docs/languages/messages.py

# What users run, extras and all, on every system: pip install --require-hashes -r requirements.lock
EXTRAS := pdf web postgres cluster s3

lock:
	@uv pip compile pyproject.toml $(EXTRAS:%=--extra %) --universal --fork-strategy fewest --python-version 3.11 \
	    --generate-hashes --no-header --no-emit-index-url --upgrade --quiet --output-file requirements.lock
	@$(MAKE) --no-print-directory sbom

sbom: $(VENV)/bin/python
	@$(BIN)/python docs/supply/sbom.py

wheel: $(VENV)/.installed-test
	@rm -rf dist
	@$(BIN)/python -m hatchling build -d dist

# In an environment of its own: what the lock names and nothing else, by its digests, and the wheel.
locked: wheel
	@rm -rf build/locked && $(PYTHON) -m venv build/locked
	@build/locked/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@build/locked/bin/pip install --quiet --disable-pip-version-check --no-deps dist/*.whl
	@build/locked/bin/pip check --disable-pip-version-check
	@build/locked/bin/travaux demo --output build/locked/demo >/dev/null && echo "The demonstration ran on what the lock names."
	@rm -rf build/locked

clean:
	rm -rf $(VENV) dist build travaux-demo

$(VENV)/bin/python:
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-web: $(VENV)/.installed pyproject.toml
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[web]'
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed pyproject.toml
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

$(VENV)/.installed-bench: $(VENV)/.installed-test pyproject.toml
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[test,bench]'
	@touch $@
