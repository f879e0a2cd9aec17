# Two commands do everything on a machine that has Python 3.11-3.13 and make:
#   make demo   build a virtual environment, install govtext, run the study in this folder
#   make test   the same, with what the tests need, and run them

# gensim has no wheels for Python 3.14 yet, so a 3.11-3.13 is looked for where python3 is newer or older.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null && echo $$p && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test check clean
.DEFAULT_GOAL := demo

demo: $(VENV)/installed
	$(BIN)/govtext run
	@echo
	@echo "Tables, charts and pages are in outputs/. Look first at:"
	@echo "  outputs/compare/compare.md       what each report says more often than the others"
	@echo "  outputs/compare/keyness.png      the same as a chart"
	@echo "  outputs/topics/topics.md         topics, their share in each report, and quotations"

test: $(VENV)/installed-test
	$(BIN)/python -m pytest -n auto --dist worksteal

# Lint and types, as CI runs them.
check: $(VENV)/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "govtext needs Python 3.11, 3.12 or 3.13 with venv; none was found (make PYTHON=/path/to/python)"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(BIN)/python setup.cfg pyproject.toml
	$(PIP) install --editable .
	$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/installed-test: $(VENV)/installed
	$(PIP) install --editable '.[test]'
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed-test
	$(PIP) install --editable '.[test,dev]'
	@touch $@

clean:
	rm -rf $(VENV) build dist src/*.egg-info .govtext .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find outputs -mindepth 1 ! -name .gitkeep -delete
