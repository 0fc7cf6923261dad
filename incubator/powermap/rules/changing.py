"""A map as it is kept, and what is different between two of them."""

from collections.abc import Iterable, Mapping
from typing import Any

from incubator.powermap.values import (
    PowerChanges,
    PowerKind,
    PowerPicture,
    PowerPlaced,
    PowerStance,
    PowerStated,
    PowerTie,
    PowerTied,
    PowerTurn,
)


def written(picture: PowerPicture) -> dict[str, Any]:
    """The map as it is kept in a row."""
    actors = [[each.number, each.name, each.kind.value, each.interest, each.influence] for each in picture.actors]
    ties = [[each.first, each.second, each.tie.value] for each in picture.ties]
    stances = [[each.proposal, each.actor, each.stance.value] for each in picture.stances]
    proposals = list(map(list, picture.proposals.items()))
    return {"actors": actors, "ties": ties, "proposals": proposals, "stances": stances}


def read(kept: Mapping[str, Any]) -> PowerPicture:
    """What `written` gave."""
    actors = tuple(PowerPlaced(row[0], row[1], PowerKind(row[2]), row[3], row[4]) for row in kept["actors"])
    ties = tuple(PowerTied(row[0], row[1], PowerTie(row[2])) for row in kept["ties"])
    stances = tuple(PowerStated(row[0], row[1], PowerStance(row[2])) for row in kept["stances"])
    return PowerPicture(actors, ties, dict(kept["proposals"]), stances)


def without(kept: Mapping[str, Any], actor: int) -> dict[str, Any]:
    """What was kept, without anything of this actor."""
    return {
        "actors": list(filter(lambda row: row[0] != actor, kept["actors"])),
        "ties": list(filter(lambda row: actor not in row[:2], kept["ties"])),
        "proposals": kept["proposals"],
        "stances": list(filter(lambda row: row[1] != actor, kept["stances"])),
    }


def changes(then: PowerPicture, now: PowerPicture) -> PowerChanges:
    """Who came, went and moved, who thinks something else, and which ties are new or gone."""
    before = {each.number: each for each in then.actors}
    after = {each.number: each for each in now.actors}
    names = {number: each.name for number, each in (before | after).items()}
    # Numbers say who is who: a new name is no new actor.
    came = tuple(each for number, each in after.items() if number not in before)
    went = tuple(each for number, each in before.items() if number not in after)
    return PowerChanges(
        came,
        went,
        _moved(before, after),
        _turned(then, now, names),
        _ties(set(now.ties) - set(then.ties), names),
        _ties(set(then.ties) - set(now.ties), names),
    )


def _moved(
    before: Mapping[int, PowerPlaced], after: Mapping[int, PowerPlaced]
) -> tuple[tuple[PowerPlaced, PowerPlaced], ...]:
    moved = []
    for number, there in before.items():
        here = after.get(number)
        if here is not None and (here.interest, here.influence) != (there.interest, there.influence):
            moved.append((there, here))
    return tuple(moved)


def _turned(then: PowerPicture, now: PowerPicture, names: Mapping[int, str]) -> tuple[PowerTurn, ...]:
    """Other positions on proposals that are there still, of who is there still; what is not written down is not known."""
    before = {(each.proposal, each.actor): each.stance for each in then.stances}
    after = {(each.proposal, each.actor): each.stance for each in now.stances}
    here = {each.number for each in now.actors}
    turned = []
    for key in sorted(before.keys() | after.keys()):
        proposal, actor = key
        was, is_now = before.get(key, PowerStance.UNKNOWN), after.get(key, PowerStance.UNKNOWN)
        if was is not is_now and proposal in now.proposals and actor in here:
            turned.append(PowerTurn(names[actor], now.proposals[proposal], was, is_now))
    return tuple(turned)


def _ties(ties: Iterable[PowerTied], names: Mapping[int, str]) -> tuple[tuple[str, PowerTie, str], ...]:
    return tuple(sorted((names[tie.first], tie.tie, names[tie.second]) for tie in ties))
