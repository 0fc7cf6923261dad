"""The way from idea to first contract, and the next step, in words."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from incubator.cooperatives.messages import PHASES
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.values import Phase
from incubator.home.queries import GroupStart, NextStep

ROUTE = (Phase.F0, Phase.F1, Phase.F2, Phase.F3, Phase.F4, Phase.F5, Phase.F6, Phase.F7)


def route(group: Cooperative, milestones: frozenset[str]) -> list[dict[str, Any]]:
    """The steps of the progress map: done, now, next, later; with the KVK number and the first contract on the way."""
    here = ROUTE.index(group.phase) if group.phase in ROUTE else 0
    steps = []
    for position, phase in enumerate(ROUTE):
        state = (
            "done"
            if position < here
            else ("now" if position == here else ("next" if position == here + 1 else "later"))
        )
        steps.append({"code": phase.value, "name": PHASES[phase], "state": state, "milestone": None, "note": None})
    steps[5]["milestone"] = _("KVK number") if "kvk" in milestones or here < 6 else None
    steps[6]["milestone"] = _("First contract")
    return steps


def next_step(start: GroupStart, step: NextStep) -> dict[str, Any]:
    """The next step as the page shows it."""
    slug = start.group.slug
    told = _TELLERS[step.kind](step, slug)
    return {"waiting": step.waiting, **told}


def _exercise(step: NextStep, slug: str) -> dict[str, Any]:
    return {
        "title": step.title,
        "why": _("Read the lesson together (about %(minutes)s minutes) and do the assignment.", minutes=step.number),
        "url": url_for("learning.lesson", slug=slug, ref=step.ref),
        "label": _("To the lesson"),
    }


def _returned(step: NextStep, slug: str) -> dict[str, Any]:
    return {
        "title": step.title,
        "why": _("Your coach has read your work and left remarks. Improve it, and hand it in again."),
        "url": url_for("learning.lesson", slug=slug, ref=step.ref),
        "label": _("To the remarks"),
    }


def _waiting(step: NextStep, slug: str) -> dict[str, Any]:
    return {
        "title": _("Your coach reads: %(title)s", title=step.title),
        "why": _("You get a mail when there is an answer. In the meantime you can read ahead."),
        "url": url_for("learning.track", slug=slug),
        "label": _("To the lessons"),
        "turn": _("Your coach is at work"),
    }


def _statutes(step: NextStep, slug: str) -> dict[str, Any]:
    return {
        "title": _("Write your statutes"),
        "why": _(
            "What you answered in the lessons is filled in already. We show what the law still asks, article by article."
        ),
        "url": url_for("statutes.index", slug=slug),
        "label": _("To the statutes"),
    }


def _deed(step: NextStep, slug: str) -> dict[str, Any]:
    return {
        "title": _("Go to the notary"),
        "why": _(
            "Your coach approved the draft. Take it to a notary; after the deed the manager records the date and the KVK number."
        ),
        "url": url_for("statutes.index", slug=slug),
        "label": _("To the draft"),
    }


def _profile(step: NextStep, slug: str) -> dict[str, Any]:
    return {
        "title": _("Tell us what work you look for"),
        "why": _("Then we read public notices for you every day, and tell you which ones fit and why."),
        "url": url_for("watch.profile", slug=slug),
        "label": _("Fill in what you look for"),
    }


def _matches(step: NextStep, slug: str) -> dict[str, Any]:
    return {
        "title": ngettext("%(num)d new notice fits you", "%(num)d new notices fit you", step.number),
        "why": _("Look which ones you want, and put the others aside with a reason: we learn from it."),
        "url": url_for("watch.matches", slug=slug),
        "label": _("To the opportunities"),
    }


def _bids(step: NextStep, slug: str) -> dict[str, Any]:
    return {
        "title": ngettext("You are writing %(num)d bid", "You are writing %(num)d bids", step.number),
        "why": _("See what is still open, and by when it must be in."),
        "url": url_for("bids.index", slug=slug),
        "label": _("To your bids"),
    }


def _look_around(step: NextStep, slug: str) -> dict[str, Any]:
    return {
        "title": _("Nothing is waiting for you"),
        "why": _("We look every day for notices that fit you. You can search for yourself too."),
        "url": url_for("notices.index"),
        "label": _("Search public notices"),
        "turn": _("You are up to date"),
    }


_TELLERS = {
    "exercise": _exercise,
    "returned": _returned,
    "waiting": _waiting,
    "statutes": _statutes,
    "deed": _deed,
    "profile": _profile,
    "matches": _matches,
    "bids": _bids,
    "look-around": _look_around,
}
