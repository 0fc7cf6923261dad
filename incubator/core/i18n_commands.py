"""For who writes texts: `incubator i18n update` and `incubator i18n check`."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from incubator.config import ROOT
from incubator.core.i18n import TRANSLATIONS

group = click.Group("i18n", help="The Dutch catalogue: one file per feature, English in the source.")

FOLDER = TRANSLATIONS / "nl" / "LC_MESSAGES"
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "counted": (1, 2),
    "lazy_gettext": None,
    "_l": None,
    "N_": None,
    "mark": None,
    "RuleViolation": None,
}
METHODS = [("incubator/**.py", "python"), ("templates/**.html", "jinja2"), ("templates/**.txt", "jinja2")]
OPTIONS = {"templates/**.html": {"trimmed": "true"}, "templates/**.txt": {"trimmed": "true"}}

BEGUN = datetime(2026, 11, 24, tzinfo=UTC)  # one fixed date: an update changes only what was said, not every header

Texts = dict[str | tuple[str, ...], set[tuple[str, int]]]


def source_texts() -> Texts:
    """Every text in code and templates, with the places where it is used."""
    texts: Texts = defaultdict(set)
    for name, line, message, _comments, _context in extract_from_dir(
        ROOT, METHODS, OPTIONS, KEYWORDS, directory_filter=_ours
    ):
        texts[message].add((name, line))
    return texts


def _ours(folder: str) -> bool:
    name = Path(folder).name
    return not name.startswith((".", "_")) and name not in {"instance", "tests", "static", "node_modules", "build"}


def feature_of(path: str) -> str:
    """Whose catalogue a text belongs to: the folder of the feature, else `core`."""
    parts = Path(path).parts
    is_feature = len(parts) > 2 and (ROOT / "incubator" / parts[1] / "__init__.py").is_file()
    if is_feature:
        return parts[1]
    return "core"


def catalogues() -> dict[str, Catalog]:
    """The stored Dutch catalogues by feature."""
    stored = {}
    for path in sorted(FOLDER.glob("*.po")):
        with path.open("rb") as stream:
            stored[path.stem] = read_po(stream, locale="nl")
    return stored


def problems() -> Iterator[str]:
    """What is not translated, fuzzy, translated twice differently, or has other placeholders."""
    known: dict[Any, Any] = {}
    for feature, catalogue in catalogues().items():
        for message in filter(_has_text, catalogue):
            for problem in _problems_of(message, catalogue):
                yield f"{feature}: {problem}"
            if known.setdefault(message.id, message.string) != message.string:
                yield f"{feature}: translated in two ways: {message.id!r}"
    for message_id, places in source_texts().items():
        singular = message_id[0] if isinstance(message_id, tuple) else message_id
        if message_id not in known and singular not in known:
            name, line = min(places)
            yield f"{name}:{line}: not in a catalogue: {message_id!r}"


def _has_text(message: Message) -> bool:
    """The first message of a catalogue is its header."""
    return bool(message.id)


def _problems_of(message: Message, catalogue: Catalog) -> Iterator[str]:
    texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
    if message.fuzzy or not all(texts):
        yield f"not translated: {message.id!r}"
    for error in message.check(catalogue):
        yield f"{message.id!r}: {error}"


@group.command("check")
def check() -> None:
    """List what is untranslated, fuzzy or contradictory; exit 1 when anything is."""
    sentences = list(problems())
    for sentence in sentences:
        click.echo(sentence)
    click.echo(f"{len(sentences)} problems", err=True)
    if sentences:
        raise SystemExit(1)


@group.command("update")
def update() -> None:
    """Put new texts in the catalogue of their feature and drop the ones that are gone."""
    texts = source_texts()
    stored = catalogues()
    messages = chain.from_iterable(stored.values())
    translated = {message.id: message.string for message in messages if message.id and message.string}
    fresh: dict[str, Catalog] = {}
    for message_id, places in sorted(texts.items(), key=lambda item: str(item[0])):
        features = {feature_of(name) for name, _line in places}
        home = features.pop() if len(features) == 1 else "core"
        catalogue = fresh.setdefault(
            home, Catalog(locale="nl", project="incubator", fuzzy=False, creation_date=BEGUN, revision_date=BEGUN)
        )
        catalogue.add(
            message_id, translated.get(message_id, ""), locations=[(name, 0) for name, _line in sorted(places)]
        )
    for feature, catalogue in fresh.items():
        path = FOLDER / f"{feature}.po"
        unfinished = path.with_suffix(".part")
        with unfinished.open("wb") as stream:
            write_po(stream, catalogue, width=120, sort_output=True, include_lineno=False, omit_header=False)
        unfinished.replace(path)
        click.echo(f"{feature}: {len(catalogue)}")
