# Every target sets up what it needs in .venv; only Python >= 3.11 and Debian's usual tools are expected.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8080

.PHONY: demo run test check bench peers faults mutants install lock clean browser

demo: .venv/runtime ## a local Telegram in the browser: no token, no network
	$(BIN)/python -m bot demo --port $(PORT) $(if $(RESET),--reset)

run: .venv/runtime ## the real bot, with the settings in .env
	$(BIN)/python -m bot run

install: .venv/runtime ## only set up

test: .venv/dev browser ## everything, in nine minutes or so
	$(BIN)/python -m pytest

check: .venv/dev ## format, lint, types, import contracts, known holes in what is pinned
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(BIN)/python -m tests.holes

bench: .venv/dev ## ratios within one run, see README; WHAT=peers, latency, memory, start, growth, desk or all
	$(BIN)/python -m tests.bench $(WHAT)

peers: .venv/dev ## other frameworks in environments of their own, for make bench WHAT=peers
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install -q --require-hashes -r requirements-peers.txt
	@command -v redis-server >/dev/null || { [ "$$(id -u)" = 0 ] && apt-get update -qq && \
		apt-get install -y -qq --no-install-recommends redis-server >/dev/null; } || echo "Without redis-server its bots are passed over"
	@command -v npm >/dev/null && mkdir -p .bench-node && cp tests/bench/node/package*.json .bench-node/ && \
		cd .bench-node && npm ci --no-audit --no-fund --ignore-scripts || echo "Without npm its bots are passed over"

faults: .venv/dev ## the long runs: kills, people at random, years, updates of every kind, storms; about two hours
	$(BIN)/python -m tests.faults.crash --kills 10000
	$(BIN)/python -m tests.faults.machine
	$(BIN)/python -m tests.faults.year --years 100
	$(BIN)/python -m tests.mentoring_year --seeds 20 --phones 1
	$(BIN)/python -m tests.faults.random_updates --updates 200000
	$(BIN)/python -m tests.faults.storms --minutes 20

mutants: .venv/dev ## every guard taken out once: its test must notice
	$(BIN)/python -m tests.mutants $(WHAT)

lock: .venv/dev ## pin the dependencies of pyproject.toml anew, with hashes
	$(BIN)/uv pip compile pyproject.toml $(LOCK) -o requirements.txt
	$(BIN)/uv pip compile pyproject.toml --group dev $(LOCK) -c requirements.txt -o requirements-dev.txt
	$(BIN)/uv pip compile tests/bench/peers.in $(LOCK) -o requirements-peers.txt
LOCK := -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv .venv

# Two marks: the demo starts sooner than the tests, which need more.
.venv/runtime: requirements.txt | .venv/bin/python
	$(BIN)/python -m pip install -q --require-hashes -r requirements.txt
	@touch $@

.venv/dev: requirements-dev.txt requirements.txt | .venv/bin/python
	$(BIN)/python -m pip install -q --require-hashes -r requirements-dev.txt
	@touch .venv/runtime $@

# The page is tested in a real browser. Debian's is installed where that can be done without asking.
browser:
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing Chromium for the page test"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null 2>&1 \
		|| echo "Chromium could not be installed: the page tests will be skipped"; \
	else echo "Chromium is not installed: the page tests will be skipped"; fi

clean:
	rm -rf .venv .venv-peers .bench .bench-node data .mypy_cache .ruff_cache .pytest_cache .hypothesis
