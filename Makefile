# Everything runs in .venv, which make sets up by itself and renews when pyproject.toml or constraints.txt change.

PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= 3
# JupyterLab refuses to run as root, which one is in a container.
AS_ROOT := $(if $(filter 0,$(shell id -u 2>/dev/null)),--allow-root)
# Python compiles what is used when it is used, unless it is told not to keep that; to compile everything takes a fifth
# of the time.
unexport PYTHONDONTWRITEBYTECODE
PIP := PIP_CONSTRAINT=constraints.txt PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip
INSTALL := $(PIP) install --quiet --no-compile

.DEFAULT_GOAL := help
.PHONY: help build wheels check test test-python test-dbt test-spark lint lab spark report catalogue pictures figures mutants bench bench-large seal clean distclean

help: ## List the commands
	@awk -F ':.*## ' '/^[^ ]+:.*## / {sub(/.*VENV./, "$(VENV)", $$1); printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# One that came with a copy of the project would run the code of the original.
MADE_IN := $(shell cat $(VENV)/created 2>/dev/null)
ifneq "$(filter-out help clean distclean,$(MAKECMDGOALS))" ""
ifneq "$(or $(MADE_IN),$(CURDIR))" "$(CURDIR)"
$(error error: $(VENV) was made in $(MADE_IN) and works only there; run make distclean, then this again)
endif
endif

$(VENV)/created:
	@$(PYTHON) -c "import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))" || { \
	    echo "error: $(PYTHON) is not Python 3.11, 3.12 or 3.13; install one of them, or name it: PYTHON=python3.13 after the command" >&2; \
	    exit 1; }
	$(PYTHON) -m venv $(VENV)
	@echo "$(CURDIR)" > $@

$(VENV)/main: $(VENV)/created pyproject.toml constraints.txt
	@echo "Installing jukinet and what it needs into $(VENV); that takes minutes once ..."
	$(INSTALL) --editable .
	@touch $@

$(VENV)/dev: $(VENV)/created pyproject.toml constraints.txt ## Set up .venv with all that the checks need
	@echo "Installing jukinet and all its extras into $(VENV); that takes minutes once ..."
	$(INSTALL) --editable ".[dev]"
	@touch $(addprefix $(VENV)/,main ingest report spark notebooks) $@

$(VENV)/ingest: $(VENV)/main ## Set up .venv with what reads publications: jukinet ingest
	@echo "Installing the extra ingest ..."
	$(INSTALL) --editable ".[ingest]"
	@touch $@

$(VENV)/report: $(VENV)/main
	@echo "Installing the extra report ..."
	$(INSTALL) --editable ".[report]"
	@touch $@

$(VENV)/spark: $(VENV)/main
	@echo "Installing the extra spark ..."
	$(INSTALL) --editable ".[spark]"
	@touch $@

$(VENV)/notebooks: $(VENV)/main
	@echo "Installing the extra notebooks ..."
	$(INSTALL) --editable ".[notebooks]"
	@touch $@

wheels: $(VENV)/created ## Collect the packages in wheels/, for a machine of the same system that reaches no registry
	$(PIP) download --quiet --dest wheels ".[ingest,notebooks]" setuptools

build: $(VENV)/main ## Check the seeds, build the warehouse, reconcile it, publish; removes report.html and catalogue.html
	@$(BIN)/jukinet build

check: $(VENV)/main ## Build as CI does: annotations, and summary.md and junit.xml in target/ci; removes both too
	@$(BIN)/jukinet build --ci-report target/ci

spark: $(VENV)/spark ## Build the same warehouse on Spark, which needs Java 17; all of it stays in target/spark
	@$(BIN)/jukinet spark

test: $(VENV)/dev ## Run every check there is
	$(MAKE) --jobs 2 lint test-dbt
	$(MAKE) test-python

lint: $(VENV)/dev ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/sqlfluff lint --processes 2 --disable-progress-bar models tests
	$(BIN)/dbt --quiet parse --target-path target/lint && $(BIN)/dbt-bouncer run

test-dbt: $(VENV)/dev ## Build with all data tests, then run the unit tests of the SQL
	@$(BIN)/jukinet build
	$(BIN)/dbt --quiet test --select test_type:unit

test-python: $(VENV)/dev ## Run the Python tests, by as many processes as WORKERS says
	$(BIN)/pytest -rs -n $(WORKERS) --dist loadfile --no-loadscope-reorder

test-spark: $(VENV)/dev ## Compare what Spark builds with what DuckDB builds; part of test-python
	$(BIN)/pytest -rs tests/python/spark

lab: $(VENV)/notebooks ## Open the notebooks in JupyterLab
	$(BIN)/jupyter lab --notebook-dir notebooks --LabApp.news_url=None \
		--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate $(AS_ROOT)

report: $(VENV)/report ## Write published/report.html, one file with everything; PUBLICATION=140007-2021 names another than the newest
	@$(BIN)/jukinet report $(if $(PUBLICATION),--publication $(PUBLICATION))

catalogue: $(VENV)/main ## Write published/catalogue.html, every model and column in one file
	@$(BIN)/jukinet catalogue

pictures: $(VENV)/report ## Draw the pictures of the READMEs anew
	$(BIN)/python -c "from pathlib import Path; from jukinet.charts.headline import write_headline; write_headline(Path('docs/images'))"

figures: $(VENV)/dev ## Write what a build now gives into the documents that quote it; their words stay, and git diff shows it
	REWRITE_FIGURES=1 $(BIN)/pytest -m figures

mutants: $(VENV)/dev build ## Test the gate with thousands of slips; writes docs/mutants.md
	$(BIN)/python -m bench.mutants --output docs/mutants.md

bench: $(VENV)/dev ## Compare error localization with a plain solver, and the models with plain SQL
	$(BIN)/python -m bench.localization
	$(BIN)/python -m bench.scale.compare target/bench --sizes 1 --tools models polars
	$(BIN)/python -m bench.scale.suspects target/bench --sizes 1

bench-large: $(VENV)/dev ## The same up to 24 million monthly cells
	$(BIN)/python -m bench.scale.compare target/bench --sizes 1 4 16 --tools models polars
	$(BIN)/python -m bench.scale.suspects target/bench --sizes 1 16

seal: $(VENV)/main ## Seal a transcription that was read against the print: make seal PUBLICATION=140007-2021
	@test -n "$(PUBLICATION)" || { echo "error: say which: make seal PUBLICATION=140007-2021"; exit 1; }
	@$(BIN)/jukinet seal $(PUBLICATION)

clean: ## Remove what a build makes, but not the published tables
	rm -rf target logs

distclean: clean ## Remove the virtual environment too
	rm -rf $(VENV) *.egg-info
