# Two commands: `make run` and `make test`. Both set up what they need first.

.PHONY: help run test check gate bench fresh dockerfile setup setup-test clean

help:
	@echo "make run     the demonstration on http://127.0.0.1:8080"
	@echo "make test    every test: Rust, both databases, real browser"
	@echo "make check   format, lints, definitions"
	@echo "make gate    the risk model on a panel, beside its reference: PANEL=file"
	@echo "make bench   how fast, against peers; how well, in simulated worlds"
	@echo "make fresh   both commands on a bare Debian; make dockerfile: the image's commands, without Docker (root)"

run: setup
	cargo run --release -- demo

test: setup-test
	cargo test --quiet
	node --test tests/packaging/*.test.mjs tests/browser/*.test.mjs

check: setup
	cargo fmt --check
	cargo clippy --all-targets -- --deny warnings
	cargo run --quiet -- check

# PANEL's folder holds priors.json and, to compare with, reference_map.json and baseline_dev.txt; PRIORS, REFERENCE and
# BASELINE name others.
gate: setup
	@test -f "$(PANEL)" || { echo "gate: which panel? make gate PANEL=file.csv" >&2; exit 2; }
	@PANEL="$(abspath $(PANEL))" PRIORS="$(abspath $(PRIORS))" REFERENCE="$(abspath $(REFERENCE))" \
		BASELINE="$(abspath $(BASELINE))" cargo test --quiet --test it -- --exact gate::a_given_panel --ignored --nocapture

bench: setup
	cargo bench --quiet

# Both need root, a Debian mirror and a quarter of an hour: not part of `make test`.
fresh:
	scripts/fresh

dockerfile:
	scripts/dockerfile-as-script

# What the build needs: a C compiler, libpq, the npm inputs.
setup: node_modules/.package-lock.json
	@scripts/need build

# What the tests need besides: a PostgreSQL server and a browser.
setup-test: setup
	@scripts/need test

node_modules/.package-lock.json: package.json package-lock.json
	npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

clean:
	cargo clean
	rm -rf node_modules data
