"""No tracked file names a package registry or a mirror: the machine knows where packages come from."""

import re

from tests.house.tree import name_of, tracked_files

# Put together here, so that this file does not name one either.
HOSTS = [
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "registry.npmjs" + ".org",
    "npmmirror" + ".com",
    "proxy.golang" + ".org",
]
FLAGS = [r"--index" + "-url", r"--extra-index" + "-url", r"--find" + "-links", r'"resolved"' + r"\s*:"]
ADDRESS = re.compile("|".join([*map(re.escape, HOSTS), *FLAGS]))
FONTS_AND_BUNDLES = {".ttf", ".otf", ".woff", ".woff2", ".ttc", ".map", ".whl"}


def test_no_registry_address():
    named = set()
    for path in tracked_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if ADDRESS.search(text.replace("--no-emit-find" + "-links", "")):
            named.add(name_of(path))
    assert named == set()


def test_no_font_and_no_bundle_is_committed():
    assert {name_of(path) for path in tracked_files() if path.suffix in FONTS_AND_BUNDLES} == set()


def test_locks_carry_hashes():
    for name in ("run", "dev"):
        path = next(path for path in tracked_files() if name_of(path) == f"requirements/{name}.txt")
        text = path.read_text(encoding="utf-8")
        pins = re.findall(r"^[A-Za-z0-9_.\[\],-]+==\S+ \\$", text, re.M)
        assert len(pins) == len(re.findall(r"^[A-Za-z0-9_.\[\],-]+==", text, re.M)) > 0
