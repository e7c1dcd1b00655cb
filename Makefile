# One command per chore. `make demo` and `make test` need only Python 3.11 or later, git and make.

VENV := .venv
BIN := $(VENV)/bin
# The first Python that is new enough; PYTHON=… on the command line names another.
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11 python,$(shell $(name) -c 'import sys; print("$(name)" if sys.version_info >= (3, 11) else "")' 2>/dev/null)))
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
COMPILE := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet
LOCK := $(COMPILE) pyproject.toml
ALONE := $(COMPILE) --no-deps --group alone

.PHONY: help demo test lint types unit bench format lock clean

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 16

demo: $(VENV)/.installed ## Load the two bundled texts, show claims by actor, export CSV to demo/
	$(BIN)/claimsdb demo demo

test: lint types unit ## Everything that CI runs

lint: $(VENV)/.developing ## Style, format, and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(VENV)/.developing ## mypy --strict over source, tests and benchmarks
	$(BIN)/mypy

unit: $(VENV)/.developing ## The tests alone, on SQLite and on a PostgreSQL server of their own
	$(BIN)/pytest -n 2

bench: $(VENV)/.measuring ## Measure, and print ratios against hand-written floors
	$(BIN)/python benchmarks/run.py

format: $(VENV)/.developing ## Put the source in form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(VENV)/.developing ## Lock the dependencies anew, with hashes and without addresses
	$(LOCK) --all-extras --group build --output-file requirements.lock
	$(LOCK) --all-extras --group build --group dev --constraints requirements.lock --output-file requirements-dev.lock
	$(LOCK) --all-extras --group build --group bench --constraints requirements.lock --output-file requirements-bench.lock
	$(ALONE) --output-file requirements-alone.lock

clean: ## Take away everything that make has made
	rm -rf $(VENV) demo dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "claimsdb needs Python 3.11 or later: install it, or name it with PYTHON=…" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml hatch_build.py | $(VENV)/bin/python
	$(PIP) install --require-hashes --requirement requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.developing: requirements-dev.lock requirements-alone.lock $(VENV)/.installed
	$(PIP) install --require-hashes --requirement requirements-dev.lock
	$(PIP) install --require-hashes --no-deps --requirement requirements-alone.lock
	@touch $@

$(VENV)/.measuring: requirements-bench.lock $(VENV)/.developing
	$(PIP) install --require-hashes --requirement requirements-bench.lock
	@touch $@
