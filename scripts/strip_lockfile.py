"""Remove the `resolved` addresses from an npm lockfile; the hashes stay, so `npm ci` still checks every byte."""

import json
import sys
from pathlib import Path

lockfile = Path(sys.argv[1])
content = json.loads(lockfile.read_text(encoding="utf-8"))
for package in content["packages"].values():
    package.pop("resolved", None)
lockfile.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
