# Windows: `make report` in a command prompt runs make.cmd, which does the same.
PYTHON ?= python3
BIN := .venv/bin
# Twice quiet: what went wrong is still shown, and nothing else.
INSTALL := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --no-input --root-user-action=ignore

.PHONY: report test fast lint docs mutation clean

report: .venv/run.stamp
	@$(BIN)/policyreport build

test: .venv/dev.stamp
	$(BIN)/pytest -n auto --dist loadfile

# What needs no other program and builds nothing whole; see tests/conftest.py.
fast: .venv/dev.stamp
	$(BIN)/pytest -n auto --dist loadfile -m "not slow"

lint: .venv/dev.stamp
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/pyright --pythonpath $(BIN)/python
	$(BIN)/lint-imports

# The documentation as a site, in out/site; a link that leads nowhere is an error.
docs: .venv/docs.stamp
	$(BIN)/sphinx-build --quiet --fresh-env --write-all --fail-on-warning --conf-dir docs --doctree-dir build/docs . out/site

# Hours; see CONTRIBUTING.md. AREAS="ledger money" MUTANTS=30 asks less.
MUTANTS ?= 100
mutation: .venv/dev.stamp .venv/mutation.stamp
	nice $(BIN)/python .ci/mutate.py --mutants $(MUTANTS) $(AREAS)

clean:
	rm -rf .venv build dist out/site .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests -name __pycache__ -prune -exec rm -rf {} +

.venv/run.stamp: requirements.lock
.venv/dev.stamp: requirements-dev.lock
.venv/docs.stamp: requirements-docs.lock
.venv/mutation.stamp: .ci/mutation.lock
.venv/%.stamp: pyproject.toml Makefile
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed: make PYTHON=python3.12 ..." if sys.version_info < (3, 11) else 0)'
	@echo "policyreport를 .venv에 설치합니다. 처음 한 번만 합니다 / installing into .venv, this once"
	@$(PYTHON) -m venv .venv
	@$(INSTALL) --require-hashes -r $(filter %.lock,$^)
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@
