# make site     builds the site into site/       make site ARGS="--jobs 1"
# make test     runs every test, some fourteen minutes on two cores      make test ARGS="-k sum"
# make quick    the tests that need no browser and no whole site, in half a minute
# make stress   the tests that draw at random, with many more rounds
# make demos    builds the demonstrations of tests/sites below the site, into site/demo/; another make site takes them away
# make check    the content; changes nothing, takes a second
# make lint     style, types and imports of the program
# make links    whether the sources' addresses still answer
# make serve    shows the site and follows what is saved      make serve PORT=8080
# make cluster installs what building on a Dask cluster needs: build.py --scheduler ADDRESS
# make fuzz     a minute of hostile bytes for the reader, then invented documents for the importer  make fuzz ARGS="20"
# make bench    how long a build takes        make bench ARGS="--statements 10000"
# make lighthouse what Lighthouse says of each kind of page (installs it first; needs npm and Chromium)
# make pictures the pictures of the README, taken of the built site
# make import-report  how well the importer reads the documents of tests/statements      make import-report ARGS="FOLDER --misses"
# make sbom     a bill of materials (CycloneDX) of what a build is made with: .sbom.json
# make lock     writes the lock files again      make lock UPGRADE=--upgrade
# make clean    removes all that make has made
#
# Each of them sets itself up in .venv and needs Python 3.11 or later with its venv module.

PYTHON ?= python3
PORT ?= 8000
ARGS ?=
UPGRADE ?=

RUN := .venv/bin/python
BUILD := $(RUN) build.py
# The tests start the program hundreds of times: it is compiled once, whatever the shell says of bytecode.
TESTS := PYTHONDONTWRITEBYTECODE= $(RUN) -m pytest
# Twice quiet: errors only.
INSTALL := $(RUN) -m pip install --quiet --quiet --disable-pip-version-check --no-input
# The lock is whole: what is not in it is not wanted, also where a library asks for it (see `tool.uv` in pyproject.toml).
LOCKED := $(INSTALL) --require-hashes --only-binary :all: --no-deps
# uv only writes the lock files: nothing that builds or tests the site uses it.
UV := uv==0.13.9
COMPILE := .venv/bin/uv pip compile pyproject.toml --extra import --quiet --universal --generate-hashes --no-emit-index-url --no-header

.PHONY: site demos test quick stress check lint links serve cluster fuzz bench lighthouse pictures import-report sbom lock clean
.DELETE_ON_ERROR:

site: .venv/site.stamp
	@$(BUILD) $(ARGS)

demos: site
	@for folder in tests/sites/*/; do [ -d "$$folder" ] || continue; $(BUILD) --content "$$folder" --out "site/demo/$$(basename "$$folder")" $(ARGS) || exit; done

# Three processes for two cores: many of these tests wait for a program, a browser or a cluster.
test: .venv/dev.stamp
	@$(TESTS) -n 3 $(ARGS)

quick: .venv/dev.stamp
	@$(TESTS) -q -m "not browser and not slow and not whole" $(ARGS)

stress: .venv/dev.stamp
	@STRESS=1 HYPOTHESIS_PROFILE=search $(TESTS) tests/engine tests/arithmetic tests/importer tests/content tests/validation $(ARGS)

check: .venv/site.stamp
	@$(BUILD) check

lint: .venv/lint.stamp
	@$(RUN) -m ruff check
	@$(RUN) -m ruff format --check
	@$(RUN) -m mypy
	@.venv/bin/lint-imports

links: .venv/site.stamp
	@$(BUILD) links

serve: .venv/serve.stamp
	@$(BUILD) serve --port $(PORT) $(ARGS)

cluster: .venv/cluster.stamp

fuzz: .venv/dev.stamp
	@$(RUN) tests/benchmarks/fuzz.py
	@$(RUN) tests/benchmarks/generated_documents.py $(ARGS)

bench: .venv/site.stamp
	@$(RUN) tests/benchmarks/build_times.py $(ARGS)
	@$(RUN) tests/benchmarks/bare_loop.py
	@$(RUN) tests/benchmarks/search_index.py
	@$(RUN) tests/benchmarks/drawing.py

pictures: .venv/dev.stamp site
	@$(RUN) tests/helpers/readme_pictures.py

lighthouse: .venv/site.stamp
	@npm ci --prefix tests/benchmarks/lighthouse --ignore-scripts --no-audit --no-fund --silent
	@$(RUN) tests/benchmarks/scores.py

import-report: .venv/dev.stamp
	@$(RUN) tests/statements/import_report.py $(ARGS)

# From the lock alone, not from what happens to be installed; the same lock gives the same bytes.
sbom: .venv/sbom.stamp
	@$(RUN) -m cyclonedx_py requirements --output-reproducible --pyproject pyproject.toml --output-file .sbom.json requirements.lock

lock: .venv/bin/python
	@$(INSTALL) $(UV)
	@$(COMPILE) $(UPGRADE) --output-file requirements.lock
	@$(COMPILE) $(UPGRADE) --extra serve --constraint requirements.lock --output-file requirements-serve.lock
	@$(COMPILE) $(UPGRADE) --extra cluster --constraint requirements.lock --output-file requirements-cluster.lock
	@$(COMPILE) $(UPGRADE) --group sbom --constraint requirements.lock --output-file requirements-sbom.lock
	@$(COMPILE) $(UPGRADE) --extra serve --extra cluster --group dev --constraint requirements.lock --output-file requirements-dev.lock
	@$(COMPILE) $(UPGRADE) --extra serve --group lint --constraint requirements-dev.lock --output-file requirements-lint.lock

clean:
	@rm -rf .venv .cache .bench .hypothesis .mypy_cache .pytest_cache .ruff_cache budgetbook.egg-info .sbom.json .site* site.*
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@find site -mindepth 1 -maxdepth 1 ! -name .gitignore -exec rm -rf {} +

# A stamp is written only after its installation went through, so that a failed one is tried again.
.venv/site.stamp: requirements.lock .venv/bin/python
	@echo "Setting up .venv from $< …"
	@$(LOCKED) --requirement $<
	@touch $@

.venv/serve.stamp: requirements-serve.lock .venv/bin/python
	@echo "Setting up .venv from $< …"
	@$(LOCKED) --requirement $<
	@touch $@

.venv/cluster.stamp: requirements-cluster.lock .venv/bin/python
	@echo "Setting up .venv from $< …"
	@$(LOCKED) --requirement $<
	@touch $@

.venv/sbom.stamp: requirements-sbom.lock .venv/bin/python
	@echo "Setting up .venv from $< …"
	@$(LOCKED) --requirement $<
	@touch $@

.venv/lint.stamp: requirements-lint.lock .venv/bin/python
	@echo "Setting up .venv from $< …"
	@$(LOCKED) --requirement $<
	@touch $@

.venv/dev.stamp: requirements-dev.lock .venv/bin/python
	@echo "Setting up .venv from $< …"
	@$(LOCKED) --requirement $<
	@touch $@

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Budgetbook needs Python 3.11 or later. Name one: make PYTHON=python3.12 …" >&2; \
	  echo "需要 Python 3.11 或更新的版本，可以这样指定：make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "Python's venv module is missing. On Debian or Ubuntu: apt install python3-venv" >&2; \
	  echo "缺少 Python 的 venv 模块。Debian 或 Ubuntu 上请运行：apt install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv --clear .venv || { rm -rf .venv; exit 1; }
