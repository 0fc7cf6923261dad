"""Bodies to which municipalities handed a task, by exact name: which municipality decides has to be asked, and it is never "no"."""

import re
import tomllib
from functools import cache
from pathlib import Path

from incubator.core.reference import municipalities

TABLE = Path(__file__).parents[1] / "content" / "joint_bodies.toml"
# What stands around the name itself: its form in law, and what it calls itself.
_FORM = re.compile(
    r"\b(?:n\.?\s?v\.?|b\.?\s?v\.?|u\.?a\.?|gr|holding|groep|gemeenschappelijke regeling|openbaar lichaam|"
    r"cooperatieve vereniging|cooperatie|de|het)(?=\s|$)",
)


@cache
def _names() -> frozenset[str]:
    groups = tomllib.loads(TABLE.read_text(encoding="utf-8"))["body"]
    return frozenset(_bare(name) for group in groups for name in group["names"])


def is_joint_body(name: str) -> bool:
    """Whether a buyer is a body or company of municipalities that we know by name."""
    return _bare(name) in _names()


def _bare(name: str) -> str:
    plain = municipalities.plain(name).replace(",", " ")
    return " ".join(_FORM.sub(" ", plain).split())
