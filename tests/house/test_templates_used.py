"""Every template is rendered, included or imported by somebody, and every template that is named exists."""

import re

from tests.house.tree import PACKAGE, name_of, tracked_files

NAMED = re.compile(r"""["']((?:[a-z0-9_-]+/)+[a-z0-9_-]+\.(?:html|txt|xml|svg))["']""")
# Templates that a library finds by name, each with who does.
FOUND_BY_NAME: dict[str, str] = {"429.html": "allauth, when somebody tries too often"}
LIBRARY_FOLDERS = ("account/", "mfa/", "allauth/", "socialaccount/", "usersessions/")  # allauth names these itself
DJANGO_NAMES = {"403.html", "404.html", "500.html", "400.html", "403_csrf.html"}  # Django names these itself


def templates() -> dict[str, str]:
    """Template name → file, below <room>/jinja2/ and <room>/templates/."""
    found = {}
    for path in tracked_files():
        parts = path.parts
        folder = next((one for one in ("jinja2", "templates") if one in parts), None)
        if folder and PACKAGE in path.parents:
            found["/".join(parts[parts.index(folder) + 1 :])] = name_of(path)
    return found


def named() -> set[str]:
    """Every template name that stands in quotes in Python or in another template."""
    found: set[str] = set()
    for path in tracked_files():
        if PACKAGE in path.parents and path.suffix in {".py", ".html", ".txt", ".xml", ".svg"}:
            found.update(NAMED.findall(path.read_text(encoding="utf-8")))
    return found


def unused() -> set[str]:
    known = named() | page_names() | DJANGO_NAMES
    return {name for name in templates() if name not in known and not name.startswith(LIBRARY_FOLDERS)}


def page_names() -> set[str]:
    """Names that follow from a view: class CasePage in room casework → casework/case_page.html."""
    found = set()
    for path in tracked_files():
        if PACKAGE in path.parents and path.suffix == ".py" and "views" in name_of(path):
            room = path.relative_to(PACKAGE).parts[0]
            for view in re.findall(r"^class (\w+)", path.read_text(encoding="utf-8"), re.M):
                found.add(f"{room}/{re.sub(r'(?<!^)(?=[A-Z])', '_', view).lower()}.html")
    return found


def test_every_template_is_used():
    assert unused() - set(FOUND_BY_NAME) == set()


def test_the_list_is_not_stale():
    assert set(FOUND_BY_NAME) - unused() == set()


def test_every_named_template_exists():
    ours = {name for name in named() if name.split("/")[0] in {path.name for path in PACKAGE.iterdir()}}
    assert {name for name in ours if name.endswith(".html")} - set(templates()) == set()
