# Papershelf: `make serve` shows the shelf, `make test` tests everything.
# tools/setup installs what a command needs, the first time only.

SHELL := /bin/bash
.DEFAULT_GOAL := help

PORT ?= 8000
PYTEST_ARGS ?=
export PYTHON

VENV := $(or $(PAPERSHELF_VENV),$(CURDIR)/.venv)
BIN := $(VENV)/bin
PAPERSHELF := $(BIN)/papershelf
PYTEST := $(BIN)/python -m pytest
SIDE_BY_SIDE := --numprocesses auto --maxprocesses 4 --dist loadscope --no-loadscope-reorder

.PHONY: help
help: ## show this list
	@echo "make COMMAND, where COMMAND is one of"
	@sed -n 's/^\([a-z-]*\):.* ## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) \
		| while IFS='|' read -r name text; do printf '  %-10s %s\n' "$$name" "$$text"; done
	@echo "Settings: PORT=8000  PYTHON=python3.12  PYTEST_ARGS='-k records'  PAPERSHELF_VENV=DIR"

# --- the shelf -------------------------------------------------------------

.PHONY: serve
serve: setup ## build the shelf and serve it on http://127.0.0.1:8000/ (PORT=...)
	@PAPERSHELF_SITE_URL=http://127.0.0.1:$(PORT)/ $(PAPERSHELF) serve --dev-addr 127.0.0.1:$(PORT)

.PHONY: build
build: setup ## build the shelf into site/; a problem or a warning stops it
	@$(PAPERSHELF) build --strict

.PHONY: zensical
zensical: setup-dev ## build the shelf with Zensical, and compare its pages with those of MkDocs
	@$(PAPERSHELF) build --strict --engine zensical
	@$(PYTEST) $(or $(PYTEST_ARGS),tests/publish/test_zensical.py)

.PHONY: check
check: setup ## check the records, and their form, and say what is wrong in them
	@status=0; \
	$(PAPERSHELF) check || status=1; \
	$(PAPERSHELF) fmt --check || status=1; \
	exit $$status

.PHONY: fmt
fmt: setup ## put the records into form: the order of keys, quotes, line folding
	@$(PAPERSHELF) fmt

.PHONY: run
run: setup ## run a command of papershelf: make run ARGS='suggest-tags --all'
	@$(PAPERSHELF) $(ARGS)

# --- the program -----------------------------------------------------------

# Style, types and tests all run, whatever the others find; pytest's summary comes last.
.PHONY: test
test: setup-tests ## run every check and every test, those in a browser too
	@status=0; \
	$(MAKE) --no-print-directory lint || status=1; \
	$(PYTEST) $(SIDE_BY_SIDE) $(PYTEST_ARGS) || status=1; \
	exit $$status

.PHONY: lint
lint: setup-dev ## check style (ruff) and types (mypy)
	@status=0; \
	$(BIN)/ruff check --quiet . || status=1; \
	$(BIN)/ruff format --quiet --check . || { echo "Run 'make format'."; status=1; }; \
	$(BIN)/python -m mypy || status=1; \
	exit $$status

.PHONY: format
format: setup-dev ## put the code into the project's format
	@$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format .

.PHONY: coverage
coverage: setup-tests ## run the tests and list the lines they do not reach
	@$(PYTEST) --cov --cov-report=term-missing:skip-covered $(PYTEST_ARGS)

.PHONY: golden
golden: setup-dev ## rewrite the golden files; read the difference before you commit it
	@$(PYTEST) --update-golden --ignore=tests/browser --ignore=tests/publishing $(PYTEST_ARGS)

.PHONY: reference
reference: setup-dev ## rewrite the reference pages in docs/ and the schemas from the code
	@$(BIN)/python tools/reference.py
	@$(PAPERSHELF) schema >/dev/null

.PHONY: bench
bench: setup-dev ## measure the build against plain MkDocs
	@$(BIN)/python -m tests.benchmarks

.PHONY: hooks
hooks: setup-dev ## check each commit before it is made (pre-commit)
	@$(BIN)/pre-commit install

# --- setting up and clearing away ------------------------------------------

.PHONY: setup
setup: ## install what the shelf needs (done for you)
	@tools/setup shelf

.PHONY: setup-dev
setup-dev:
	@tools/setup dev

.PHONY: setup-tests
setup-tests:
	@tools/setup tests

.PHONY: update
update: ## take the newest versions of all packages and note them
	@tools/setup update

.PHONY: clean
clean: ## remove the built site and what was cached
	rm -rf site .cache build dist htmlcov .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find generator tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: distclean
distclean: clean ## remove everything that was installed into this folder, too
	rm -rf .venv tests/browser/node_modules
