# Vestibule. Two commands are enough to begin: `make run` and `make test`. `make help` lists the rest.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

VENV := .venv/bin
CATALOGUES := kiosk/locale
# Tests run on this many processes,
WORKERS ?= 2
# but for these: real windows want the machine for themselves, and a process looks only once where the smart card service is.
ALONE := tests/window tests/devices/test_smartcard_reader.py
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHON

.PHONY: help run test lint types imports check gallery bench fuzz translations pins setup clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: setup ## Set everything up, then open the kiosk with the sample site
	@$(VENV)/vestibule run --sample

test: setup lint types imports check ## Set everything up, then lint, types, import rules and all tests

lint: setup ## Style and common mistakes
	@$(VENV)/ruff check --quiet . && echo "lint: clean"

types: setup ## Types, strictly
	@$(VENV)/mypy

imports: setup ## Which package may import which
	@$(VENV)/lint-imports --no-logo

check: setup ## The tests alone
	@setup/system-packages --tests
	@setup/npos
	@setup/smartcard
	@$(VENV)/python -m pytest $(ALONE)
	@$(VENV)/python -m pytest -n $(WORKERS) --dist loadfile $(ALONE:%=--ignore=%)

gallery: setup ## Draw every screen into build/gallery, beside the design in compare.html
	@$(VENV)/python -m tests.gallery build/gallery

bench: setup ## Measure what must stay fast
	@$(VENV)/python -m tests.bench

fuzz: setup ## Feed a million damaged inputs to everything that reads what comes from outside
	@$(VENV)/python -m tests.fuzz

translations: setup ## Collect the texts to translate, update the catalogues and compile them
	@mkdir -p $(CATALOGUES)
	@$(VENV)/pybabel --quiet extract -F pyproject.toml --no-location --sort-output -k N_ -k t -k n:1,2 \
		--header-comment "# Texts of Vestibule." --project vestibule -o $(CATALOGUES)/vestibule.pot .
	@$(VENV)/pybabel --quiet update -D vestibule -i $(CATALOGUES)/vestibule.pot -d $(CATALOGUES) --no-fuzzy-matching
	@$(VENV)/pybabel --quiet compile -D vestibule -d $(CATALOGUES) --statistics
	@PYTHONPATH=. $(VENV)/python setup/calendar-names

pins: setup ## Write the pins in requirements/ anew (make pins OPTIONS=--upgrade for newer versions)
	@$(VENV)/python setup/pins $(OPTIONS)

setup: ## Only set everything up
	@setup/find-python >/dev/null
	@setup/system-packages
	@setup/environment

clean: ## Remove what these commands made, .venv included
	rm -rf .venv build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
