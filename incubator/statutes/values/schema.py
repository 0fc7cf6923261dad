"""The JSON Schema of a set of answers, and what is in the wrong shape, in plain Dutch per path."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

CONTENT = Path(__file__).resolve().parent.parent / "content"
TYPES = {
    "string": "een tekst",
    "integer": "een heel getal",
    "number": "een getal",
    "boolean": "ja of nee (true of false)",
    "array": "een lijst",
    "object": "een groep antwoorden",
    "null": "leeg (null)",
}


@cache
def schema() -> dict[str, Any]:
    return dict(json.loads((CONTENT / "schema.json").read_text(encoding="utf-8")))


@cache
def example() -> dict[str, Any]:
    """A complete set of answers of a fictional cooperative."""
    return dict(json.loads((CONTENT / "example.json").read_text(encoding="utf-8")))


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(schema(), format_checker=FormatChecker(["date"]))


def problems_of(data: Any) -> list[tuple[str, str]]:
    """Every path that is in the wrong shape, with a sentence that says what belongs there."""
    errors = sorted(_validator().iter_errors(data), key=lambda error: [str(step) for step in error.absolute_path])
    return [(path_of(error), _sentence(error)) for error in errors]


def path_of(error: ValidationError) -> str:
    """`statutes.board.min` without the top key, as fields are named in findings."""
    steps = [str(step) for step in error.absolute_path]
    return ".".join(steps[1:] if steps[:1] == ["statutes"] else steps) or "statutes"


def _sentence(error: ValidationError) -> str:
    expected: Any = error.validator_value
    match error.validator:
        case "type":
            names = [expected] if isinstance(expected, str) else expected
            return f"Hier hoort {' of '.join(TYPES[name] for name in names)} te staan."
        case "enum":
            return f"Kies een van: {', '.join(str(one) for one in expected if one is not None)}."
        case "required":
            return f"Hier ontbreekt: {', '.join(name for name in expected if name not in error.instance)}."
        case "minimum" | "exclusiveMinimum":
            return f"Dit getal is te klein: minstens {expected}."
        case "maximum":
            return f"Dit getal is te groot: hoogstens {expected}."
        case "minLength":
            return "Vul hier een tekst in."
        case "maxLength":
            return f"Deze tekst is te lang: hoogstens {expected} tekens."
        case "format":
            return "Schrijf een datum als jaar-maand-dag, bijvoorbeeld 2026-11-24."
        case "pattern":
            return str(error.schema.get("description") or "Dit is niet in de goede vorm geschreven.")
    return "Dit antwoord heeft niet de goede vorm."
