"""Where the Chinese fonts are. None is committed (docs/decisions/0004-fonts.md)."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import typst

from liangzhan.toolkit import paths

SANS = ("Noto Sans CJK SC", "Noto Sans SC")
SERIF = ("Noto Serif CJK SC", "Noto Serif SC")
MACHINE = (
    "/usr/share/fonts/opentype/noto",
    "/usr/share/fonts/truetype/noto",
    "/usr/share/fonts/noto-cjk",
    "/usr/share/fonts/google-noto-cjk",
    "/usr/share/fonts/google-noto-sans-cjk-fonts",
    "/usr/share/fonts/google-noto-serif-cjk-fonts",
    "/usr/local/share/fonts",
)
PACKAGES = ("noto-sans-sc", "noto-serif-sc")


def font_paths() -> list[str]:
    """Folders to give to Typst, first found first used.

    1. `LIANGZHAN_FONTS` (folders, joined as in PATH). 2. `<home>/fonts`: what the office itself has a licence for, e.g.
    仿宋_GB2312 and 方正小标宋; the papers prefer these. 3. The machine's Noto CJK. 4. The npm packages of `npm run fonts`.
    """
    named = [Path(place) for place in os.environ.get("LIANGZHAN_FONTS", "").split(os.pathsep) if place]
    machine = [Path(place) for place in MACHINE]
    project = paths.PACKAGE.parent
    packed = [
        root / "node_modules" / "@expo-google-fonts" / name
        for root in (project, project / "fonts", paths.home() / "fonts")
        for name in PACKAGES
    ]
    return [str(place) for place in [*named, paths.home() / "fonts", *machine, *packed] if place.is_dir()]


def fonts() -> typst.Fonts:
    """The fonts of `font_paths`, read once a process. System fonts are left out: a paper must not depend on chance."""
    return _loaded(tuple(font_paths()))


def fonts_ready() -> bool:
    """Are a Chinese sans and a Chinese serif at hand? Without them a paper would show empty boxes."""
    known = set(fonts().families())
    return bool(known & set(SANS)) and bool(known & set(SERIF))


@cache
def _loaded(places: tuple[str, ...]) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=list(places))
