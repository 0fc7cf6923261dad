"""What the groups of the demo wrote: by us, as people would (content/groups.json)."""

import json
from functools import cache
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).with_name("content") / "groups.json"


@cache
def _written() -> dict[str, dict[str, dict[str, Any]]]:
    written: dict[str, dict[str, dict[str, Any]]] = json.loads(CONTENT.read_text(encoding="utf-8"))
    return written


def answers(group: str, lesson: str) -> dict[str, Any]:
    """The answers of a group to the exercise of a lesson."""
    return dict(_written()["answers"][group][lesson])


def facts(group: str) -> dict[str, Any]:
    """What a group entered in its dossier itself."""
    return _written()["facts"][group]
