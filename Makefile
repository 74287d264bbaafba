# Everything a newcomer types. Needs Python 3.11 or newer and make; the rest is brought by these commands.
.DEFAULT_GOAL := help
.PHONY: help env run test check format docs assets lock bench

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV_PYTHON := .venv/bin/python

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

env: .python ## make .venv with the locked packages, tools included
	@$(PYTHON) -m scripts.environment dev

run: .python ## the demo: server, worker and sign-in provider on 127.0.0.1:$PORT (default 8000)
	@$(PYTHON) -m scripts.environment run
	@$(VENV_PYTHON) -m scripts.assets
	@exec $(VENV_PYTHON) -m scripts.run

test: env assets ## format, lint, types, floors, tests on SQLite and PostgreSQL, browser tests
	@exec $(VENV_PYTHON) -m scripts.test

check: env ## only format, lint, types and floors
	@exec $(VENV_PYTHON) -m scripts.test format lint types floors

format: env ## put the code in its form
	@$(VENV_PYTHON) -m ruff check --fix-only --quiet .
	@$(VENV_PYTHON) -m ruff format .

docs: env ## write the pages of docs/ that are made from the data files anew
	@.venv/bin/gongju rulebook questions > docs/open-questions.md
	@.venv/bin/gongju write_procedures
	@.venv/bin/gongju coverage --write >/dev/null 2>&1 || true # gongju coverage says which rows are open

assets: env ## fetch the locked front-end files
	@$(VENV_PYTHON) -m scripts.assets

bench: .python ## the rules against other engines and hand-written code, with their packages in .venv-bench (make bench QUICK=1: a minute)
	@$(PYTHON) -m scripts.environment bench
	@exec .venv-bench/bin/python -m benchmarks.rules $(if $(QUICK),--quick)

lock: ## renew the locks in requirements/ (needs uv) and package-lock.json (needs npm)
	@scripts/lock

.PHONY: .python
.python:
	@test -n "$(PYTHON)" && $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "工居需要 Python 3.11 或更新的版本; 请安装后再试, 或指明其位置: make run PYTHON=/path/to/python3.11"; \
		echo "gongju needs Python 3.11 or newer. Install it, or say where it is: make run PYTHON=/path/to/python3.11"; \
		exit 1; }
