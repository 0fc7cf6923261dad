"""A worked example for each common kind of criterion, always from another sector than one's own."""

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CONTENT = Path(__file__).parents[1] / "content" / "examples.toml"
USUAL = "quality"


@dataclass(frozen=True, slots=True)
class WorkedExample:
    """How somebody else answered such a criterion, in the three parts."""

    kind: str
    name: str
    sector: str
    sector_name: str
    criterion: str
    what: str
    view: str
    proof: str
    why: str


@cache
def _content() -> tuple[dict[str, re.Pattern[str]], tuple[WorkedExample, ...]]:
    content = tomllib.loads(CONTENT.read_text(encoding="utf-8"))
    patterns, examples = {}, []
    for kind in content["kind"]:
        patterns[kind["id"]] = re.compile(kind["words"], re.IGNORECASE)
        for example in kind["example"]:
            examples.append(WorkedExample(kind=kind["id"], name=kind["name"], **example))
    return patterns, tuple(examples)


def kind_of(criterion: str) -> str:
    """What kind of criterion this is, from its words; the usual one when nothing tells."""
    patterns, _examples = _content()
    for kind, pattern in patterns.items():
        if pattern.search(criterion):
            return kind
    return USUAL


def example_for(criterion: str, sectors: Collection[str]) -> WorkedExample:
    """An example of the same kind of criterion from a sector that is not one's own."""
    kind = kind_of(criterion)
    _patterns, examples = _content()
    of_kind = [example for example in examples if example.kind == kind]
    others = [example for example in of_kind if example.sector not in sectors]
    return (others or of_kind)[0]
