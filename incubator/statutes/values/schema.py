"""The JSON Schema of a set of answers, and what is in the wrong shape, in plain Dutch per path."""

import json
from collections.abc import Callable
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
    """What belongs at this place, in one sentence."""
    sentence = SENTENCES.get(str(error.validator))
    if sentence is None:
        return "Dit antwoord heeft niet de goede vorm."
    return sentence(error)


def _type(error: ValidationError) -> str:
    expected: Any = error.validator_value
    names = [expected] if isinstance(expected, str) else expected
    return f"Hier hoort {' of '.join(TYPES[name] for name in names)} te staan."


def _choice(error: ValidationError) -> str:
    expected: Any = error.validator_value
    return f"Kies een van: {', '.join(str(choice) for choice in expected if choice is not None)}."


def _missing(error: ValidationError) -> str:
    expected: Any = error.validator_value
    return f"Hier ontbreekt: {', '.join(name for name in expected if name not in error.instance)}."


def _too_small(error: ValidationError) -> str:
    return f"Dit getal is te klein: minstens {error.validator_value}."


def _too_large(error: ValidationError) -> str:
    return f"Dit getal is te groot: hoogstens {error.validator_value}."


def _empty(_error: ValidationError) -> str:
    return "Vul hier een tekst in."


def _too_long(error: ValidationError) -> str:
    return f"Deze tekst is te lang: hoogstens {error.validator_value} tekens."


def _no_date(_error: ValidationError) -> str:
    return "Schrijf een datum als jaar-maand-dag, bijvoorbeeld 2026-11-24."


def _other_form(error: ValidationError) -> str:
    return str(error.schema.get("description") or "Dit is niet in de goede vorm geschreven.")


SENTENCES: dict[str, Callable[[ValidationError], str]] = {
    "type": _type,
    "enum": _choice,
    "required": _missing,
    "minimum": _too_small,
    "exclusiveMinimum": _too_small,
    "maximum": _too_large,
    "minLength": _empty,
    "maxLength": _too_long,
    "format": _no_date,
    "pattern": _other_form,
}
