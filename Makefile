# `make run` and `make test` do all their set-up themselves.
PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
BIN := .venv/bin
WORKERS ?= auto

.PHONY: run test readme setup check lint types style lock sbom translations screenshots bench mutations clean

run: setup
	INCUBATOR_DEMO=on $(BIN)/incubator serve --demo --host $(HOST) --port $(PORT)

test: setup
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup --no-loadscope-reorder

# Every block of README as it stands, in clean folders; what installs for production on the newest Python at hand.
readme: setup
	$(BIN)/python -m tests.readme

setup: .venv/.ready

.venv/.ready: requirements-dev.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# Everything that is checked before work is handed in.
check: lint test

# Two halves that take about as long: `make -j 2 lint` does them at the same time.
lint: types style

types: setup
	$(BIN)/mypy

style: setup
	$(BIN)/ruff format --check incubator tests
	$(BIN)/ruff check incubator tests
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/incubator i18n check

COMPILE := uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --python-version 3.11 pyproject.toml

lock:
	$(BIN)/$(COMPILE) --group install -o requirements.lock
	$(BIN)/$(COMPILE) --group install --extra queue -o requirements-queue.lock
	$(BIN)/$(COMPILE) --group install --extra meaning -o requirements-meaning.lock
	$(BIN)/$(COMPILE) --group dev --extra queue -o requirements-dev.lock

# What the production installation consists of (CycloneDX), in sbom.json.
sbom:
	$(PYTHON) .ci/sbom.py > sbom.json

translations: setup
	$(BIN)/incubator i18n update

# The pictures of the README, taken of the demo (needs chromium).
screenshots: setup
	$(BIN)/python -m tests.journeys.screenshots

bench: setup
	$(BIN)/python -m tests.benchmarks

# Is every mistake in a rule noticed by a fast rule test? `make mutations FEATURES=register` for some of them.
mutations: setup
	$(BIN)/python -m tests.mutations $(FEATURES)

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
