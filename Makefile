# Every command a person or a workflow calls. Each one installs what it needs first; a second run finds it there.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

# Python 3.12 or newer; .python-version names the one the checks run on.
PYTHON ?= $(shell for p in python3.13 python3.14 python3.12 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
ENV := $(VENV)/.installed
MODULES := node_modules/.installed
BROWSER := $(VENV)/.browser
SPLITTER := $(VENV)/.splitter
READY := $(ENV) $(MODULES) $(SPLITTER)

# Banners of two packages that announce their successors; nothing in them concerns a build that pins its versions.
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help
help: ## List the commands.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: serve
serve: $(READY) ## Build the site and serve it on http://127.0.0.1:8000/ (again after every saved change).
	$(BIN)/python -m publish serve --watch $(ARGS)

.PHONY: build
build: $(READY) ## Leave the publishable site in site/.
	$(BIN)/python -m publish build

.PHONY: test
test: $(READY) $(BROWSER) ## Run every check: linters, types, engine, data, site, browser.
	$(BIN)/python -m pytest --numprocesses auto --dist loadscope --no-loadscope-reorder $(ARGS)

.PHONY: check
check: $(READY) ## Run the linters and the type checkers only.
	$(BIN)/python -m pytest -q tests/style $(ARGS)

.PHONY: format
format: $(READY) ## Rewrite Python, JavaScript and CSS in the house format.
	$(BIN)/ruff check --fix --quiet py tests
	$(BIN)/ruff format py tests
	$(BIN)/python -m publish node node_modules/@biomejs/biome/bin/biome check --write

.PHONY: contract
contract: $(READY) $(BROWSER) ## Ask CPython and the browser's Pyodide the same 200 generated requests.
	$(BIN)/python -m pytest -q tests/browser/test_contract.py --requests 200 $(ARGS)

.PHONY: bench-shortlist
bench-shortlist: $(READY) ## Measure the shortlist for lists of 1,000 to 100,000 creators, here and in Pyodide.
	$(BIN)/python -m publish.bench_shortlist

.PHONY: bench-engine
bench-engine: $(READY) $(BROWSER) ## Measure a changed input, here and in Chromium's Pyodide (ARGS=site uses a built site).
	$(BIN)/python -m publish.bench_engine $(ARGS)

.PHONY: bench-start
bench-start: $(READY) $(BROWSER) ## Measure the wait for the first answer against stock Pyodide (half an hour with --peers).
	$(BIN)/python -m publish bench $(ARGS)

.PHONY: lighthouse
lighthouse: $(READY) $(BROWSER) ## Hold the main pages to their Lighthouse scores and budgets (6 minutes; ARGS=decide/quiz/ for one).
	$(BIN)/python -m publish lighthouse $(ARGS)

.PHONY: engine
ENGINE ?= firefox
engine: $(READY) $(BROWSER) ## Run the browser tests in another engine (ENGINE=firefox or webkit; the system's Firefox will do).
	$(BIN)/python -m pytest --numprocesses auto --dist loadscope --browser $(ENGINE) tests/browser $(ARGS)

.PHONY: webkit
webkit: $(READY) ## Walk the main paths through the system's WebKitGTK (needs webkit2gtk-driver and xvfb).
	xvfb-run --auto-servernum $(BIN)/python -m publish webkit

.PHONY: calls
calls: $(READY) $(BROWSER) ## Record anew which of Pyodide's functions are called (after an update of Pyodide).
	$(BIN)/python -m publish calls

.PHONY: setup
setup: $(READY) $(BROWSER) ## Install what the other commands need, and nothing else.

.PHONY: verify
verify: $(READY) $(BROWSER) ## Try the files in site/ in a browser, as they will be published.
	$(BIN)/python -m pytest -q --site site tests/browser/test_published.py $(ARGS)

.PHONY: anew
anew: $(READY) ## Build the last commit again, elsewhere and from nothing, and compare it with site/ (2 minutes).
	$(BIN)/python -m publish anew $(ARGS)

.PHONY: links
links: site ## Follow every link in site/ that leaves it (needs the network).
	$(BIN)/lychee --no-progress --include-fragments --max-retries 3 --accept '200..=206,403,405,429' --exclude-loopback --exclude '#v=[0-9]' \
		--root-dir "$(CURDIR)/site" --index-files index.html site

.PHONY: stale
stale: $(READY) ## List the records and pages that nobody has looked at for a year.
	$(BIN)/python -m publish stale

.PHONY: audit
audit: $(READY) ## Ask the registries for known weaknesses in the locked packages (needs the network).
	$(BIN)/python -m publish npm audit --audit-level=high
	$(PYTHON) -m venv build/audit
	build/audit/bin/pip install --quiet pip-audit
	build/audit/bin/pip-audit --require-hashes --disable-pip --requirement requirements.txt

.PHONY: lock
lock: $(ENV) ## Choose the newest allowed versions again and write both lock files.
	$(PYTHON) -m venv build/lock
	build/lock/bin/pip install --quiet uv
	build/lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.12 --generate-hashes \
		requirements.in --output-file requirements.txt
	$(BIN)/python -m publish npm install --package-lock-only

site: build

.PHONY: clean
clean: ## Remove what was built (the installed tools stay).
	rm -rf build site dist

$(ENV): requirements.txt pyproject.toml .python-version
	@test -n "$(PYTHON)" || { echo "Python 3.12 or newer is needed: none was found on the path."; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(MODULES): package-lock.json $(ENV)
	$(BIN)/python -m publish npm ci
	@touch $@

# The tool that cuts Python's WebAssembly in two. Where it cannot be had, the build goes on without that stage.
$(SPLITTER): $(ENV)
	$(BIN)/python -m publish splitter
	@touch $@

$(BROWSER): $(ENV)
	$(BIN)/python -m publish browser
	@touch $@
