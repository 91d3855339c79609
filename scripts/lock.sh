#!/usr/bin/env bash
# Lock Python and npm dependencies again: hashes in, index addresses out (tests/house/test_no_addresses.py looks).
set -euo pipefail
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
python3 -m venv "$tools"
"$tools/bin/python" -m pip install --quiet pip-tools
cd requirements
for name in run dev; do
  "$tools/bin/pip-compile" --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
    --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --output-file "$name.txt" "$name.in"
done
cd ..
npm install --package-lock-only --no-audit --no-fund
.venv/bin/python scripts/strip_lockfile.py package-lock.json
