#!/usr/bin/env bash
# Make .venv when it is not there and install the locked requirements file named as the only argument.
set -euo pipefail
requirements=$1
python=${PYTHON:-python3}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "Liangzhan needs Python 3.11 or later; $("$python" --version) is too old." >&2
  exit 1
}

if [ ! -x .venv/bin/python ]; then
  # Debian keeps ensurepip in a package of its own (python3-venv); with the system's pip we can do without it.
  "$python" -m venv .venv 2>/dev/null || "$python" -m venv --clear --without-pip .venv
fi
if .venv/bin/python -m pip --version >/dev/null 2>&1; then
  pip=(.venv/bin/python -m pip)
elif "$python" -m pip --version >/dev/null 2>&1; then
  pip=("$python" -m pip --python .venv/bin/python)
else
  echo "pip is missing: install the package python3-venv." >&2
  exit 1
fi
# The lock is complete, so nothing is resolved: pip would look at the newest release of what another package asks for
# with an extra (coverage[toml]) and refuse it for want of a hash, on the day that a release newer than ours appears.
"${pip[@]}" install --quiet --disable-pip-version-check --require-hashes --no-deps -r "$requirements"
"${pip[@]}" check >/dev/null || { echo "The locked requirements do not fit together: $requirements" >&2; exit 1; }

# The console command and the package itself, without a build: a path file and a two-line script.
site=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
pwd > "$site/liangzhan-tree.pth"
printf '#!/bin/sh\nexec "%s/.venv/bin/python" -m liangzhan "$@"\n' "$PWD" > .venv/bin/liangzhan
chmod +x .venv/bin/liangzhan
