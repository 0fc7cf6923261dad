"""Languages: English in the source, Dutch complete and default.

The Dutch catalogue is one `.po` file per feature; at start they are merged and compiled into the instance folder when older,
so that no set-up command is needed and two people rarely touch the same file.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, request
from flask_babel import format_date, format_datetime, format_decimal, gettext, ngettext

from incubator.core.errors import RuleViolation
from incubator.core.sentences import SentenceBabel, init_templates, locale_here

TRANSLATIONS = Path(__file__).resolve().parent.parent / "translations"
LANGUAGES = {"nl": "Nederlands", "en": "English"}
COOKIE = "language"
LARGE = 10_000  # from here on a number is written with its thousands apart

babel = SentenceBabel()


def mark(message: str) -> str:
    """Mark a text for translation where there is no request (rules, services); it is translated when it is shown."""
    return message


@dataclass(frozen=True, slots=True)
class CountedThings:
    """A number with what is counted, singular and plural: source texts with `%(num)d`, made by `counted`."""

    singular: str
    plural: str
    number: int

    def __str__(self) -> str:
        return (self.singular if self.number == 1 else self.plural) % {"num": self.number}


def counted(singular: str, plural: str, number: int) -> CountedThings:
    """What is counted, for a sentence that is translated when it is shown: as `ngettext`, where there is no request."""
    return CountedThings(singular, plural, number)


def explain(broken_rule: RuleViolation) -> str:
    """The sentence of a broken rule in the reader's language."""
    return in_words(broken_rule.message, broken_rule.params)


def in_words(message: str, params: Mapping[str, object]) -> str:
    """A marked sentence in the reader's language, with its days and numbers as the reader writes them."""
    return str(gettext(message, **{name: shown(value) for name, value in params.items()}))


def shown(value: object) -> object:
    """A day, a large number and what is counted as the reader writes them; a year is a number too, and stays as it is."""
    if isinstance(value, CountedThings):
        return ngettext(value.singular, value.plural, value.number)
    if isinstance(value, datetime):
        return format_datetime(value, "d MMMM y, HH.mm 'uur'" if language() == "nl" else "d MMMM y, HH:mm")
    if isinstance(value, date):
        return format_date(value, "d MMMM y", rebase=False)
    if isinstance(value, int) and value >= LARGE:
        return format_decimal(value)
    return value


def language() -> str:
    """The language of this page: `nl` or `en`."""
    locale = locale_here()
    if locale:
        return locale.language
    return "nl"


def init_app(app: Flask, default: str, instance: Path) -> None:
    folder = instance / "translations"
    compile_catalogues(folder)
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(folder)
    app.config["BABEL_DEFAULT_LOCALE"] = default
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Europe/Amsterdam"
    babel.init_app(app, locale_selector=lambda: _chosen(default))
    init_templates(app.jinja_env)


def _chosen(default: str) -> str:
    # Jobs and commands have no request: they speak the language of the incubator.
    chosen = request.cookies.get(COOKIE, "") if request else ""
    if chosen in LANGUAGES:
        return chosen
    return default


def compile_catalogues(folder: Path) -> None:
    """Merge and compile the Dutch catalogue into `folder` when a source file is newer."""
    sources = sorted((TRANSLATIONS / "nl" / "LC_MESSAGES").glob("*.po"))
    target = folder / "nl" / "LC_MESSAGES" / "messages.mo"
    newest = max((path.stat().st_mtime_ns for path in sources), default=0)
    if target.is_file() and target.stat().st_mtime_ns >= newest:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(f".{os.getpid()}-{id(target)}.part")  # threads and processes may do it at once
    with unfinished.open("wb") as stream:
        write_mo(stream, merged_catalogue(sources))
    unfinished.replace(target)


def merged_catalogue(sources: list[Path]) -> Catalog:
    """All messages of all features in one catalogue; the shared words of `core.po` win."""
    merged = Catalog(locale="nl", domain="messages")
    for path in sorted(sources, key=lambda path: path.stem == "core"):
        with path.open("rb") as stream:
            for message in read_po(stream, locale="nl"):
                if message.id and message.string:
                    merged[message.id] = message
    return merged
