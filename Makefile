# What a newcomer types. Nothing but git, make and Python 3.11 or newer with venv is needed.
# Settings for a run go on the line: make run PORT=8080 ARCHIVE_HOME=/somewhere/else

VENV := .venv
PY := $(VENV)/bin/python
MANAGE := $(PY) manage.py
PORT ?= 8000
# Processes that run tests: a browser and a database each, so more than cores do not help.
WORKERS ?= auto

ARCHIVE_HOME ?= $(CURDIR)/var
export ARCHIVE_HOME

.PHONY: help run load setup test test-sqlite test-postgresql check lint format bench lock clean
.PHONY: quality quality-reading quality-recognition
.PHONY: lint-format lint-style lint-types lint-templates lint-migrations lint-deployment

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- environment ----------------------------------------------------------------------------------
# The stamps say which lock was installed, so that a second make installs nothing.

setup: $(VENV)/.installed ## environment (.venv) and install alone

# Gone when the system's Python was replaced: then everything is made anew.
$(VENV)/bin/python: ;

$(VENV)/.installed: requirements.lock scripts/install $(VENV)/bin/python
	@scripts/install $(VENV) requirements.lock
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock scripts/install $(VENV)/bin/python
	@scripts/install $(VENV) requirements-dev.lock
	@touch $(VENV)/.installed $@

# --- the archive ----------------------------------------------------------------------------------

run: setup ## load the seeds and serve them on http://127.0.0.1:8000/ (PORT= changes it)
	@scripts/check-port $(PORT)
	@scripts/load-seeds || [ $$? -eq 1 ]
	@echo "Serving on http://127.0.0.1:$(PORT)/ (stop with Ctrl-C)"
	@exec $(PY) -m gunicorn dwsite.wsgi:application --bind 127.0.0.1:$(PORT) --workers 2 --threads 4 \
		--no-control-socket --log-level warning

load: setup ## the same without serving
	@scripts/load-seeds

# --- tests ----------------------------------------------------------------------------------------

test: test-sqlite test-postgresql ## the whole suite, on SQLite and, where a server answers, on PostgreSQL

test-sqlite: $(VENV)/.installed-dev
	@echo "== Tests on SQLite"
	@DATABASE_URL= $(PY) -m pytest -n $(WORKERS)

test-postgresql: $(VENV)/.installed-dev
	@scripts/test-postgresql $(PY) -m pytest -n $(WORKERS)

check: lint test ## format, lint, types, migrations, deployment settings, then the tests

# One target each, so that `make --keep-going lint` tells everything at once.
lint: lint-format lint-style lint-types lint-templates lint-migrations lint-deployment

lint-format: $(VENV)/.installed-dev
	$(PY) -m ruff format --check --quiet .

lint-style: $(VENV)/.installed-dev
	$(PY) -m ruff check --output-format concise .

lint-types: $(VENV)/.installed-dev
	$(PY) -m mypy

lint-templates: $(VENV)/.installed-dev
	find archive -name '*.html' -exec $(VENV)/bin/djade --check --target-version 5.2 {} +

lint-migrations: $(VENV)/.installed-dev
	DATABASE_URL= $(MANAGE) makemigrations --check --dry-run

lint-deployment: $(VENV)/.installed-dev
	ARCHIVE_ENV=production ARCHIVE_HOSTS=archive.example \
		ARCHIVE_SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(50))') \
		$(MANAGE) check --deploy --fail-level WARNING

format: $(VENV)/.installed-dev ## put code and templates into their form
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .
	find archive -name '*.html' -exec $(VENV)/bin/djade --target-version 5.2 {} +

bench: setup ## how fast reading and a whole load are, beside yardsticks
	@$(PY) tests/benchmarks/reading.py
	@$(PY) tests/benchmarks/whole_load.py

# What was measured before is kept with JSON=before.json, and compared with by AGAINST=before.json.
FIGURES = $(if $(JSON),--json $(JSON)) $(if $(AGAINST),--against $(AGAINST))

quality: quality-reading quality-recognition ## what reading and recognition get right (JSON=FILE keeps the figures, AGAINST=FILE compares)

quality-reading: $(VENV)/.installed-dev ## reading alone
	@$(PY) tests/quality/reading.py $(FIGURES)

quality-recognition: $(VENV)/.installed-dev ## recognition alone
	@$(PY) tests/quality/recognition.py $(FIGURES)

# --- upkeep ---------------------------------------------------------------------------------------

LOCK := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --quiet

lock: ## resolve the dependencies anew (needs uv)
	$(LOCK) --upgrade --output-file requirements.lock
	$(LOCK) --upgrade --group dev --constraint requirements.lock --output-file requirements-dev.lock

clean: ## remove environment and caches; the archive in ARCHIVE_HOME stays
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist *.egg-info
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
