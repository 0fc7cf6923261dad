"""One object of the answers, read forgivingly: what is absent or of another type is empty."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from incubator.statutes.values.quantities import months, share


class Part:
    """One object of the answers; what is absent or of another type reads as empty."""

    def __init__(self, raw: Any) -> None:
        self.raw: Mapping[str, Any] = raw if isinstance(raw, Mapping) else {}

    def part(self, name: str) -> "Part":
        return Part(self.raw.get(name))

    def text(self, name: str, default: str = "") -> str:
        value = self.raw.get(name)
        return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else default

    def flag(self, name: str, default: bool = False) -> bool:
        value = self.raw.get(name)
        return value if isinstance(value, bool) else default

    def maybe_flag(self, name: str) -> bool | None:
        value = self.raw.get(name)
        return value if isinstance(value, bool) else None

    def number(self, name: str) -> int | None:
        value = self.raw.get(name)
        if isinstance(value, bool):
            return None
        if isinstance(value, str) and value.strip().lstrip("-").isdigit():
            return int(value)
        return int(value) if isinstance(value, int | float) else None

    def share(self, name: str) -> Fraction | None:
        return share(self.raw.get(name))

    def months(self, name: str) -> Fraction | None:
        return months(self.raw.get(name))

    def years(self, name: str) -> Fraction | None:
        value = self.raw.get(name)
        if isinstance(value, str) and not value.strip().isdigit():
            term = months(value)
            return term / 12 if term is not None else None
        return months(int(value) if isinstance(value, str) else value)

    def date(self, name: str) -> date | None:
        try:
            return date.fromisoformat(str(self.raw.get(name)))
        except ValueError:
            return None

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.raw.get(name)
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list | tuple):
            return ()
        return tuple(text for one in value if (text := as_text(one)))

    def items(self, name: str) -> list[Any]:
        value = self.raw.get(name)
        return list(value) if isinstance(value, list | tuple) else []


def as_text(one: Any) -> str:
    if isinstance(one, Mapping):
        one = one.get("text") or one.get("name") or one.get("clause") or ""
    return str(one).strip() if one is not None else ""
