"""Files stay short enough to be read at once, and no drawer is called utils."""

from tests.house.tree import ROOT, functions, name_of, python_files, tracked_files

LONGEST_FILE = 400
LONGEST_TEST_FILE = 500
LONGEST_FUNCTION = 40
JUNK_DRAWERS = {"utils", "helpers", "common", "misc", "util", "helper"}
TOPS = ("liangzhan/", "tests/", "scripts/", "bench/")
SOURCES = {".py", ".html", ".ts", ".typ", ".css", ".mjs", ".sh"}
# Longer for a reason. This list may only shrink.
LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}


def lines_of(path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def long_files() -> set[str]:
    return {
        name_of(path)
        for path in tracked_files()
        if path.suffix in SOURCES
        and "migrations" not in path.parts
        and lines_of(path) > (LONGEST_TEST_FILE if name_of(path).startswith("tests/") else LONGEST_FILE)
    }


def long_functions() -> set[str]:
    return {
        f"{name_of(path)}:{node.name}"
        for path in python_files(*TOPS)
        for node in functions(path)
        if node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    }


def test_files_are_short():
    assert long_files() - set(LONG_FILES) == set()


def test_functions_are_short():
    assert long_functions() - set(LONG_FUNCTIONS) == set()


def test_lists_are_not_stale():
    assert set(LONG_FILES) - long_files() == set()
    assert set(LONG_FUNCTIONS) - long_functions() == set()


def test_no_junk_drawers():
    drawers = {
        name_of(path) for path in tracked_files() if JUNK_DRAWERS & {path.stem, *path.relative_to(ROOT).parts[:-1]}
    }
    assert drawers == set()
