"""What the house tests look at: files, rooms, models, functions."""

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.db.models import Field, Model

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "liangzhan"
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@cache
def tracked_files() -> tuple[Path, ...]:
    """Every file that is, or is about to be, in the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    return tuple(ROOT / name for name in sorted(set(listed.split("\0"))) if name and (ROOT / name).is_file())


def name_of(path: Path) -> str:
    """A path as the repository names it."""
    return path.relative_to(ROOT).as_posix()


def python_files(*tops: str) -> list[Path]:
    """Tracked Python files below these folders, migrations left out."""
    return [
        path
        for path in tracked_files()
        if path.suffix == ".py" and name_of(path).startswith(tops) and "migrations" not in path.parts
    ]


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a file."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def storeys() -> list[list[str]]:
    """The rooms from top to bottom, as the import contract lists them."""
    contracts = PYPROJECT["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one["containers"] == ["liangzhan"])
    return [[room.strip(" ()") for room in layer.replace("|", ":").split(":")] for layer in layers]


def storey_of(room: str) -> int:
    """0 is the ground floor."""
    return next(at for at, rooms in enumerate(reversed(storeys())) if room in rooms)


def our_models() -> list[type[Model]]:
    """Every model of our own rooms that has a table or is stood upon."""
    return [model for model in apps.get_models() if model._meta.app_config.name.startswith("liangzhan.")]


def own_fields(model: type[Model]) -> list[Field]:
    """Columns and many-to-many fields declared for this model."""
    return [*model._meta.local_fields, *model._meta.local_many_to_many]


def field_label(model: type[Model], name: str) -> str:
    return f"{model._meta.label}.{name}"


def furniture(name: str) -> list[Path]:
    """The files of one kind of furniture in every room: services.py, or the folder services/."""
    return [
        path
        for path in python_files("liangzhan/")
        if path.stem == name and path.parent.parent == PACKAGE or path.parent.name == name and path.stem != "__init__"
    ]


def module_of(path: Path) -> str:
    """The dotted name of a file."""
    return name_of(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")
