# The two commands: `make start` and `make test`. Everything else is a part of them.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed
# Three on two cores: a third of the time a test waits for a browser or a kernel.
WORKERS ?= 3
FAST := not browser and not notebook and not postgres and not slow

.DEFAULT_GOAL := help
.PHONY: help start lab test check install lint types floors still unit suite system lock bench clean

help:  ## What can be asked for
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:[^#]*##/:/' | column -t -s ':'

start: install  ## Open the workbench on the local store (the sample at first)
	@$(BIN)/workbench start

lab: install  ## Open JupyterLab on the same notebooks, for analysts
	@$(BIN)/workbench lab

install: $(INSTALLED)  ## Make .venv with everything, pinned

$(INSTALLED): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 start")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing the workbench into .venv (the first time takes a few minutes) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(INSTALLED)

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types:
	$(BIN)/mypy

floors:
	$(BIN)/lint-imports

system: install
	@.ci/system

unit:
	$(BIN)/pytest -n 2 --dist worksteal -m "$(FAST)"

check: install lint types floors unit  ## Lint, types, floors and the quick tests (under two minutes)

# Types are looked through on one core while tests begin on the other.
test: install system  ## Everything: also notebooks, browser, databases, accessibility, offline
	@$(MAKE) --no-print-directory -j 2 suite still

suite:
	$(BIN)/pytest -n $(WORKERS) --dist worksteal --durations=40

still: lint types floors

bench: install  ## Speed, as ratios against a baseline measured in the same run
	@for b in tests/benchmarks/bench_*.py; do echo "== $$b"; $(BIN)/python $$b || exit 1; done

lock:  ## Pin again what pyproject.toml asks for (needs uv in .venv: pip install uv)
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate -q -o requirements.lock

clean:  ## Take away what can be made again (never the data)
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache build dist reports
