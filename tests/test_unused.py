"""Nothing is kept that only tests use: a name that the application does not mention is no part of it."""

import ast
import re
from collections import Counter
from collections.abc import Iterator

from incubator.config import ROOT

# What people of this project call without the application calling it.
CALLED_FROM_OUTSIDE = {
    "DatabaseStorage": "the place of tries that the extension for limits knows by its scheme, database://",
    "same_place": "whether two codes of places mean one; matching asked it, and no longer does",
}
WORD = re.compile(r"\b[A-Za-z_]\w*\b")


def mentions() -> Counter[str]:
    """How often each word occurs in the code and the templates."""
    counts: Counter[str] = Counter()
    for path in (
        *ROOT.glob("incubator/**/*.py"),
        *ROOT.glob("templates/**/*.html"),
        ROOT / "pyproject.toml",
        ROOT / "wsgi.py",
    ):
        counts.update(WORD.findall(path.read_text(encoding="utf-8")))
    return counts


def public_names() -> Iterator[str]:
    """Functions and classes at the top of a module; a decorator hands a function to someone who calls it."""
    for path in ROOT.glob("incubator/**/*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            undecorated = isinstance(node, ast.FunctionDef) and not node.decorator_list
            if (undecorated or isinstance(node, ast.ClassDef)) and "versions" not in path.parts:
                yield node.name


def test_every_public_name_is_used_by_the_application():
    counts = mentions()
    unused = {name for name in public_names() if counts[name] == 1}
    assert unused == set(CALLED_FROM_OUTSIDE)
