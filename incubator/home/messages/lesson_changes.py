"""The audit trail of the lessons in words: which lesson was moved, hidden or shown, and which track got others."""

from collections.abc import Mapping
from itertools import chain
from typing import Any, TypeAlias

from flask_babel import gettext as _

from incubator.learning import queries
from incubator.learning.messages import title_of
from incubator.learning.values.arranging import Arrangement, Order

Places: TypeAlias = dict[str, tuple[str, int]]  # by lesson: its module, and how many stand before it


def lesson_title(slug: str) -> str:
    """What a lesson is called; its name in addresses when it cannot be read any more."""
    lesson = queries.lesson(slug)
    return slug if lesson is None else str(title_of(lesson))


def arrangement_changes(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> list[tuple[str, str]]:
    """What happened, and to which lessons or track."""
    was, is_now = Arrangement.read(before or {}), Arrangement.read(after or {})
    lines = [
        (_("hidden"), _titles(is_now.hidden - was.hidden)),
        (_("shown again"), _titles(was.hidden - is_now.hidden)),
        (_("moved"), _titles(_moved(was.order, is_now.order))),
        (_("other lessons in the track"), _tracks(was, is_now)),
    ]
    return [line for line in lines if line[1]]


def _titles(slugs: set[str] | frozenset[str]) -> str:
    return ", ".join(lesson_title(slug) for slug in sorted(slugs))


def _moved(was: Order, is_now: Order) -> set[str]:
    """What went to another module; when nothing did, what changed places in its own."""
    before, after = _places(was), _places(is_now)
    other = {slug for slug in after if slug in before and after[slug] != before[slug]}
    return {slug for slug in other if after[slug][0] != before[slug][0]} or other


def _places(order: Order) -> Places:
    # Before anybody arranged them they stood as the product has them.
    arranged = order or queries.shipped_library().order
    return dict(chain.from_iterable(_in_module(module, slugs) for module, slugs in arranged.items()))


def _in_module(module: str, slugs: tuple[str, ...]) -> list[tuple[str, tuple[str, int]]]:
    return [(slug, (module, place)) for place, slug in enumerate(slugs)]


def _tracks(was: Arrangement, is_now: Arrangement) -> str:
    known = queries.library().tracks
    changed = [slug for slug, settings in is_now.tracks.items() if settings != was.tracks.get(slug)]
    return ", ".join(str(title_of(known[slug])) for slug in changed if slug in known)
