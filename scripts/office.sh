#!/usr/bin/env bash
# Opens what is written for office programs in LibreOffice and compares: every cell and paragraph is there, totals that
# it adds up itself are the report's, and no text has become a formula. `scripts/setup.sh office` installs what it needs.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh office
cargo test --quiet --test it libreoffice -- --ignored
