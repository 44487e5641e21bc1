# Two commands for a newcomer: `make demo` and `make test`. Each makes .venv and installs what it needs.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check lint bench train test-training clean

# The stamps say what is installed; a change of the pins or of pyproject.toml installs anew.
.venv/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	touch $@

.venv/installed-dev: .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

.venv/installed-train: .venv/installed-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[train]'
	touch $@

demo: .venv/installed  ## read the sample reports, print the brief, check two quotations
	$(BIN)/onrecord demo

test: .venv/installed-dev  ## all tests, doctests included; those of the page need Chromium
	sh tests/browser/install_chromium.sh
	$(BIN)/python -m pytest -q

lint: .venv/installed-dev  ## the fast half of check
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/bandit --quiet --configfile pyproject.toml --recursive src

check: lint test  ## what CI runs

bench: .venv/installed-dev  ## quality and speed on the development data beside the project
	$(BIN)/python -m benchmarks

GOLD ?= ../shared/data/polnear-train.jsonl.gz
DEV ?= ../shared/data/polnear-dev.jsonl.gz

train: .venv/installed-train  ## train the tagger and pack it; a run that was stopped goes on
	$(BIN)/python -m onrecord.training train --gold $(GOLD) --work training-work
	$(BIN)/python -m onrecord.training pack --gold $(GOLD) --dev $(DEV) --work training-work

test-training: .venv/installed-train  ## the tests of the training, which need PyTorch
	$(BIN)/python -m pytest -q -o addopts="--doctest-modules --import-mode=importlib" tests/training src/onrecord/training

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
