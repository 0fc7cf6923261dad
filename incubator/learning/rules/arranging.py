"""Where lessons stand once a manager has arranged them: plain Python over what the files say."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.learning.rules.reading import ALL
from incubator.learning.values.arranging import Order, TrackSettings
from incubator.learning.values.library import Track


def arranged(
    modules: Mapping[str, Mapping[str, Any]], kept: Order, homes: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """The lessons of each module: as they were arranged, then what the files have besides, each lesson once.

    `homes` has every lesson that there is, with the module that it says it belongs to: there it goes when nobody places it.
    """
    order: dict[str, list[str]] = {module: [] for module in modules}
    placed: set[str] = set()

    def place(module: str, slugs: Iterable[str]) -> None:
        for slug in slugs:
            if slug in homes and slug not in placed:
                placed.add(slug)
                order[module].append(slug)

    # First all that was arranged: a lesson that moved must not be taken back by the module of the files.
    for module in modules:
        place(module, kept.get(module, ()))
    for module, settings in modules.items():
        place(module, settings["lessons"])
    for slug, home in homes.items():
        place(home if home in order else list(order)[-1], [slug])
    return {module: tuple(slugs) for module, slugs in order.items()}


def module_of(order: Order, slug: str) -> str:
    """The module that a lesson stands in. Raises `KeyError` when it stands in none."""
    for module, slugs in order.items():
        if slug in slugs:
            return module
    raise KeyError(slug)


def moved(order: Order, slug: str, step: int) -> dict[str, tuple[str, ...]]:
    """The order with a lesson one place up (-1) or down (1) in its module; at the end of it nothing changes."""
    module = module_of(order, slug)
    slugs = list(order[module])
    place = slugs.index(slug)
    other = place + step
    if 0 <= other < len(slugs):
        slugs[place], slugs[other] = slugs[other], slugs[place]
    return {**order, module: tuple(slugs)}


def moved_to(order: Order, slug: str, module: str) -> dict[str, tuple[str, ...]]:
    """The order with a lesson at the end of another module. Raises `RuleViolation` when there is no such module."""
    if module not in order:
        raise RuleViolation(N_("Choose one of the modules."), field="module")
    left = {name: _without(slugs, slug) for name, slugs in order.items()}
    return {**left, module: (*left[module], slug)}


def _without(slugs: Iterable[str], slug: str) -> tuple[str, ...]:
    return tuple(other for other in slugs if other != slug)


def track_settings(before: TrackSettings, chosen: Collection[str], order: Order) -> dict[str, Any]:
    """How a track is written that has exactly these lessons. What is added to a module that it has whole comes along later."""
    every = list(chain.from_iterable(order.values()))
    if before["modules"] == ALL:
        # What is left out is written down, so that what comes to the product later comes to this track too.
        return {"modules": ALL, "lessons": [], "without": [slug for slug in every if slug not in chosen]}
    whole = [module for module, slugs in order.items() if slugs and set(chosen).issuperset(slugs)]
    in_whole = set(chain.from_iterable(order[module] for module in whole))
    return {"modules": whole, "lessons": _in_order(every, set(chosen) - in_whole), "without": []}


def _in_order(every: Iterable[str], chosen: Collection[str]) -> list[str]:
    return [slug for slug in every if slug in chosen]


def check_filled(tracks: Iterable[Track], slug: str) -> None:
    """Raises `RuleViolation` when a track would be empty without this lesson."""
    for track in tracks:
        if [lesson.slug for lesson in track] == [slug]:
            raise RuleViolation(
                N_("“%(track)s” has no other lesson. Choose another lesson for that track first."), track=track.title
            )


def with_finished(track: Track, whole: Track, finished: Collection[str]) -> Track:
    """The track of a group that finished lessons which are hidden now: they keep counting, each in its place."""
    kept = {lesson.slug for lesson in track}.union(finished)
    modules = []
    for module in whole.modules:
        lessons = tuple(lesson for lesson in module.lessons if lesson.slug in kept)
        if lessons:
            modules.append(replace(module, lessons=lessons))
    return replace(track, modules=tuple(modules))
