#!/usr/bin/env bash
# Everything that must hold before a change goes in. Stops at the first thing that does not.
set -euo pipefail
cd "$(dirname "$0")/.."
step() { printf '\n== %s\n' "$*"; "$@"; }

step scripts/setup.sh test
step cargo fmt --check
step cargo clippy --quiet --all-targets -- -D warnings
step cargo lint-web
step cargo clippy --quiet --no-default-features --features dist --bin dist -- -D warnings
step cargo test --quiet
# How many of the claims that were labelled by hand are found, and how many accusations are wrong.
step cargo test --quiet --test it claims::labelled -- --nocapture
step cargo dist
step scripts/node tests/e2e/run.mjs
step scripts/node tests/e2e/kill.mjs
