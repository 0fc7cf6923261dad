"""The house style of a municipality: a token file of NL Design System, dropped in the instance folder as theme.css.

Such a file sets custom properties for a class of its own choosing (`.utrecht-theme`, `.rotterdam-theme`, ...). The page wears
the classes that the file speaks of, whatever they are called.
"""

import re
from functools import lru_cache
from pathlib import Path

_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_BLOCK = re.compile(r"([^{};]+)\{([^{}]*)\}")
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")


def file_of(instance: Path) -> Path | None:
    """The token file, when there is one."""
    path = instance / "theme.css"
    if path.is_file():
        return path
    return None


def classes_of(path: Path) -> str:
    """The class names for the page, read again when the file changes."""
    return _classes(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=8)
# The moment of the last change is part of the key, so that a new file is read without a restart.
def _classes(path: Path, _changed: int) -> str:
    return classes_in(path.read_text(encoding="utf-8", errors="replace"))


def classes_in(css: str) -> str:
    """The classes for which a style sheet sets custom properties: `.a, .b { --x: ... }` gives `a b`."""
    classes: dict[str, None] = {}
    for selectors, body in _BLOCK.findall(_COMMENT.sub("", css)):
        if "--" in body:
            for selector in selectors.split(","):
                if name := _CLASS.fullmatch(selector.strip()):
                    classes[name.group(1)] = None
    return " ".join(classes)
