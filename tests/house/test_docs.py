"""Links in the documentation lead somewhere; every make target, command and setting that is named exists, and back."""

import re

from liangzhan.cli.main import COMMANDS
from tests.house.tree import PACKAGE, ROOT, name_of, tracked_files

LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
TARGET = re.compile(r"`make ([a-z]+)")
COMMAND = re.compile(r"`liangzhan ([a-z]+)")
SETTING = re.compile(r"LIANGZHAN_[A-Z_]*[A-Z]")
DOCS = ROOT / "docs"
HEAVIEST_PICTURE = 300_000
ENVIRONMENT = re.compile(r"""environ(?:\.get\(|\[)["'](LIANGZHAN_[A-Z_]*[A-Z])["']""")


def pages() -> list:
    return [path for path in tracked_files() if path.suffix == ".md"]


def texts() -> dict[str, str]:
    return {name_of(path): path.read_text(encoding="utf-8") for path in pages()}


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))


def settings_read() -> set[str]:
    """Names that the package, the scripts or the harness read from the environment."""
    sources = [path for path in tracked_files() if path.suffix in {".py", ".sh"} or path.name in {"run", "Makefile"}]
    return {name for path in sources for name in SETTING.findall(path.read_text(encoding="utf-8"))}


def test_links_lead_somewhere():
    broken = {
        f"{name_of(path)}: {link}"
        for path in pages()
        for link in LINK.findall(path.read_text(encoding="utf-8"))
        if "://" not in link and not link.startswith("mailto:") and not (path.parent / link).exists()
    }
    assert broken == set()


def test_named_make_targets_exist():
    named = {f"{page}: {target}" for page, text in texts().items() for target in TARGET.findall(text)}
    assert {one for one in named if one.split(": ")[1] not in targets()} == set()


def test_named_commands_exist():
    named = {f"{page}: {command}" for page, text in texts().items() for command in COMMAND.findall(text)}
    assert {one for one in named if one.split(": ")[1] not in COMMANDS} == set()


def test_named_settings_exist():
    named = {f"{page}: {setting}" for page, text in texts().items() for setting in SETTING.findall(text)}
    assert {one for one in named if one.split(": ")[1] not in settings_read()} == set()


def test_every_setting_is_documented():
    operate = ROOT / "docs" / "operate.md"
    read = {
        name
        for path in tracked_files()
        if PACKAGE in path.parents and path.suffix == ".py"
        for name in ENVIRONMENT.findall(path.read_text(encoding="utf-8"))
    }
    assert read - set(SETTING.findall(operate.read_text(encoding="utf-8"))) == set()


def test_every_make_target_is_documented_in_help():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert targets() - set(re.findall(r"^([a-z]+):.*## ", text, re.M)) == set()


def documented(*pattern: str) -> set[str]:
    """Tracked files below docs/ that match, named from docs/."""
    wanted = {path for one in pattern for path in DOCS.glob(one)}
    return {path.relative_to(DOCS).as_posix() for path in tracked_files() if path in wanted}


def links_of(page: str) -> set[str]:
    return set(LINK.findall((DOCS / page).read_text(encoding="utf-8")))


def test_the_index_names_every_page():
    assert documented("*.md", "*/*.md") - {"README.md"} - links_of("README.md") == set()


def test_decisions_are_numbered_without_a_gap_and_have_their_three_parts():
    decisions = sorted(documented("decisions/*.md"))
    assert [int(name.split("/")[1][:4]) for name in decisions] == list(range(1, len(decisions) + 1))
    parts = ("**Context.**", "**Decision.**", "**Consequences.**")
    texts = {name: (DOCS / name).read_text(encoding="utf-8") for name in decisions}
    assert {name for name, text in texts.items() if any(part not in text for part in parts)} == set()


def test_the_map_has_a_line_for_every_room():
    lines = (DOCS / "map.md").read_text(encoding="utf-8").splitlines()
    rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}
    assert {line.split("`")[1] for line in lines if line.startswith("| `") and line.count("|") == 5} >= rooms


def test_pictures_are_light_and_shown():
    pictures = documented("pictures/*")
    heavy = {name for name in pictures if (DOCS / name).stat().st_size > HEAVIEST_PICTURE}
    shown = {link.removeprefix("docs/") for link in LINK.findall((ROOT / "README.md").read_text(encoding="utf-8"))}
    assert (heavy, pictures - shown) == (set(), set())


def test_both_readmes_lead_to_the_same_places():
    english, chinese = (
        set(LINK.findall((ROOT / name).read_text(encoding="utf-8"))) for name in ("README.md", "README.zh-CN.md")
    )
    assert english ^ chinese <= {"README.md", "README.zh-CN.md", "docs/README.md"}
