"""Words for the codes of this feature, in the reader's language."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from incubator.accounts.models import User
from incubator.accounts.values import InvitedTo
from incubator.cooperatives.models import Absence, Cooperative, Fact, GroupInvitation, ParticipationRole
from incubator.cooperatives.values import FactKey, FactSourceKind, Phase, Widget
from incubator.core.formatting import as_date
from incubator.core.i18n import language
from incubator.core.i18n import mark as N_
from incubator.core.mail import Letter, MailKind, MailLine, in_language, link
from incubator.core.outbox import queue_mail
from incubator.core.reference import sectors

PHASES = {
    Phase.F0: _l("Idea"),
    Phase.F1: _l("Core group"),
    Phase.F2: _l("Feasibility"),
    Phase.F3: _l("Business plan"),
    Phase.F4: _l("Statutes"),
    Phase.F5: _l("Founding"),
    Phase.F6: _l("First contract"),
    Phase.F7: _l("Growing on"),
    Phase.STOPPED: _l("Stopped"),
}

PARTICIPATION_ROLES = {
    ParticipationRole.COORDINATOR: _l("Coordinator"),
    ParticipationRole.MEMBER: _l("Takes part"),
    ParticipationRole.OBSERVER: _l("Reads along"),
}

ROLES_EXPLAINED = {
    ParticipationRole.COORDINATOR: _l("Coordinator: writes along, and decides who takes part"),
    ParticipationRole.MEMBER: _l("Takes part: writes along"),
    ParticipationRole.OBSERVER: _l("Reads along: sees everything, changes nothing"),
}

SOURCES = {
    FactSourceKind.EXERCISE: _l("an exercise"),
    FactSourceKind.INTERVIEW: _l("the statutes interview"),
    FactSourceKind.REGISTER: _l("the member register"),
    FactSourceKind.DEED: _l("the deed"),
    FactSourceKind.IMPORT: _l("an imported file"),
    FactSourceKind.ENTERED: _l("filled in by hand"),
}

MILESTONES = {
    "deed": _l("Deed signed"),
    "kvk": _l("KVK number"),
    "statutes-approved": _l("Statutes approved by the coach"),
    "first-bid": _l("First bid"),
    "first-contract": _l("First contract"),
}

ROUTE = (Phase.F0, Phase.F1, Phase.F2, Phase.F3, Phase.F4, Phase.F5, Phase.F6, Phase.F7)
COMING = {0: "now", 1: "next"}  # by how many steps from here


def route(group: Cooperative, milestones: Collection[str]) -> list[dict[str, Any]]:
    """The steps of the progress map: done, now, next, later; with the KVK number and the first contract on the way."""
    here = ROUTE.index(group.phase) if group.phase in ROUTE else 0
    steps = []
    for position, phase in enumerate(ROUTE):
        state = "done" if position < here else COMING.get(position - here, "later")
        steps.append({"code": phase.value, "name": PHASES[phase], "state": state, "milestone": None, "note": None})
    if "kvk" in milestones or here < 6:
        steps[5]["milestone"] = _("KVK number")
    steps[6]["milestone"] = _("First contract")
    return steps


def hint(definition: FactKey) -> str:
    """How to fill in this fact, in the reader's language."""
    text = definition.editor.hint
    return _(text) if text else ""


LIABILITY = {
    "U.A.": _l("U.A.: members never pay for the debts"),
    "B.A.": _l("B.A.: members pay up to an amount"),
    "W.A.": _l("W.A.: members pay everything"),
}


def choices_of(definition: FactKey) -> list[tuple[str, Any]]:
    """What one can choose from, each with its words."""
    if definition.editor.widget is Widget.SECTORS:
        names = [sector.name(language()) for sector in sectors.sectors().values()]
        return list(zip(names, names, strict=True))
    return [(choice, LIABILITY[choice]) for choice in definition.choices]


ADDRESSES: dict[FactSourceKind, Callable[[str, str], str | None]] = {}


def register_origin(kind: FactSourceKind, address: Callable[[str, str], str | None]) -> None:
    """Let a feature say where its facts can be looked up: an address, out of the slug of the group and the reference of the source."""
    ADDRESSES[kind] = address


def address_of(fact: Fact) -> str | None:
    """The page where this fact comes from, when there is one."""
    address = ADDRESSES.get(fact.source_kind)
    return address(fact.cooperative.slug, fact.source_ref) if address else None


def origin(fact: Fact) -> str:
    """Where a fact comes from: the exercise “Our hourly rate”, the statutes (deed of 1 October 2026), filled in by Fatima."""
    plan = NEIGHBOURHOOD_PLANS.get(fact.source_ref.partition(":")[0])
    if plan is not None and fact.source_label:
        return _(plan, label=fact.source_label)
    if fact.source_kind is FactSourceKind.ENTERED and fact.author is not None:
        return _("filled in by %(name)s", name=fact.author.name)
    sentence = NAMED_SOURCES.get(fact.source_kind)
    if sentence is None or not fact.source_label:
        return str(SOURCES[fact.source_kind])
    return _(sentence, label=fact.source_label)


NAMED_SOURCES = {
    FactSourceKind.EXERCISE: N_("the exercise “%(label)s”"),
    FactSourceKind.DEED: N_("the statutes (%(label)s)"),
}
# What a group began with in a neighbourhood, by the beginning of the reference of the source.
NEIGHBOURHOOD_PLANS = {
    "chance": N_("a chance of the neighbourhood %(label)s"),
    "card": N_("a card of the neighbourhood %(label)s"),
}
# The parts of the dossier, each with the subjects of its keys: `people` of `people.founders`.
DOSSIER_PARTS = (
    (_l("Who you are"), ("identity", "contact")),
    (_l("Why and what for"), ("purpose", "values")),
    (_l("What you do"), ("offer",)),
    (_l("People and how you decide"), ("people", "governance")),
    (_l("Money"), ("capital", "finance")),
    (_l("What you can show"), ("evidence",)),
)
WAYS_TO_CHANGE = {
    FactSourceKind.EXERCISE: _l("To the exercise"),
    FactSourceKind.INTERVIEW: _l("To the question"),
    FactSourceKind.DEED: _l("To the statutes"),
    FactSourceKind.REGISTER: _l("To the register"),
}


def invited_to(asked: GroupInvitation) -> InvitedTo:
    """What an invitation into a group is for, in the reader's language."""
    page = url_for("cooperatives.show", slug=asked.cooperative.slug)
    return InvitedTo(asked.cooperative.name, str(ROLES_EXPLAINED[asked.role]), page)


def tell_other_coach(group: Cooperative, reader: User, *, coach: User, to: User | None, now: datetime) -> None:
    """Queue the mail that another coach guides the group from now on, or nobody for a while."""
    words = {"group": group.name, "coach": coach.name, "new": to.name if to is not None else ""}
    with in_language(reader.language):
        if to is not None:
            subject = _("%(new)s is the new coach of %(group)s", **words)
            first = _(
                "%(coach)s no longer guides %(group)s. %(new)s takes over, also the work that you handed in.", **words
            )
        else:
            subject = _("%(group)s has no coach for a while", **words)
            first = _(
                "Your coach stops. Go on as you were: every coach can read what you hand in, "
                "and the manager chooses another one.",
                **words,
            )
        letter = Letter(
            subject=subject,
            paragraphs=(first,),
            action=(_("To the group"), link("cooperatives.show", slug=group.slug)),
            why=_("You get this mail because you take part in %(group)s.", **words),
            settings_url=link("watch.mail_preferences"),
        )
    queue_mail(letter, to=reader, key=f"other-coach:{group.id}:{reader.id}:{now.isoformat()}", kind=MailKind.WORK)


def tell_new_coach(groups: Sequence[Cooperative], to: User, *, coach: User, now: datetime) -> None:
    """Queue one mail with all the groups that a coach takes over."""
    with in_language(to.language):
        letter = Letter(
            subject=ngettext("You now guide %(num)d more group", "You now guide %(num)d more groups", len(groups)),
            paragraphs=(_("You take them over from %(coach)s. Look at what waits first.", coach=coach.name),),
            items=tuple(MailLine(group.name, link("cooperatives.show", slug=group.slug)) for group in groups),
            action=(_("To review"), link("reviews.queue")),
            why=_("You get this mail because you are a coach."),
            settings_url=link("watch.mail_preferences"),
        )
    queue_mail(letter, to=to, key=f"takes-over:{coach.id}:{to.id}:{now.isoformat()}", kind=MailKind.WORK)


def tell_substitutes(absence: Absence) -> None:
    """Queue one mail for each who stands in, with the groups."""
    for substitute, groups in _by_substitute(absence).items():
        with in_language(substitute.language):
            words = {"coach": absence.user.name, "day": as_date(absence.until)}
            letter = Letter(
                subject=_("You stand in for %(coach)s until %(day)s included", **words),
                paragraphs=(
                    _(
                        "What these groups hand in and ask comes to you until %(day)s included. After that it goes to "
                        "%(coach)s again; what you are reading by then, you finish.",
                        **words,
                    ),
                ),
                items=tuple(MailLine(group.name, link("cooperatives.show", slug=group.slug)) for group in groups),
                action=(_("To review"), link("reviews.queue")),
                why=_("You get this mail because you are a coach."),
                settings_url=link("watch.mail_preferences"),
            )
        queue_mail(letter, to=substitute, key=f"stands-in:{absence.id}:{substitute.id}", kind=MailKind.WORK)


def _by_substitute(absence: Absence) -> dict[User, list[Cooperative]]:
    groups: dict[User, list[Cooperative]] = {}
    for standing in absence.substitutions:
        groups.setdefault(standing.user, []).append(standing.cooperative)
    return groups


def tell_group_of_absence(absence: Absence, group: Cooperative, substitute: User, reader: User) -> None:
    """Queue the mail that somebody stands in for the coach of a group."""
    with in_language(reader.language):
        words = {
            "coach": absence.user.name,
            "day": as_date(absence.until),
            "name": substitute.name,
            "group": group.name,
        }
        letter = Letter(
            subject=_("%(coach)s is away until %(day)s included; %(name)s stands in", **words),
            paragraphs=(_("Go on as you were: %(name)s reads what you hand in, and answers your questions.", **words),),
            action=(_("To the group"), link("cooperatives.show", slug=group.slug)),
            why=_("You get this mail because you take part in %(group)s.", **words),
            settings_url=link("watch.mail_preferences"),
        )
    queue_mail(letter, to=reader, key=f"coach-away:{absence.id}:{group.id}:{reader.id}", kind=MailKind.WORK)


def tell_who_is_away(absence: Absence, *, by: User) -> None:
    """Queue the mail to a coach for whom a manager noted the absence."""
    with in_language(absence.user.language):
        letter = Letter(
            subject=_("You are away until %(day)s included", day=as_date(absence.until)),
            paragraphs=(_("%(name)s noted this. If you are back earlier, one tap is enough.", name=by.name),),
            action=(_("Who stands in"), link("cooperatives.absence", user_id=absence.user_id)),
            why=_("You get this mail because you are a coach."),
            settings_url=link("watch.mail_preferences"),
        )
    queue_mail(letter, to=absence.user, key=f"away:{absence.id}", kind=MailKind.WORK)


def tell_is_back(absence: Absence) -> None:
    """Queue the mail that the coach is back earlier, to who stood in."""
    for substitute, groups in _by_substitute(absence).items():
        with in_language(substitute.language):
            letter = Letter(
                subject=_("%(coach)s is back", coach=absence.user.name),
                paragraphs=(
                    _("You need not stand in any more. What you are reading already, you finish or put back."),
                ),
                items=tuple(MailLine(group.name) for group in groups),
                action=(_("To review"), link("reviews.queue")),
                why=_("You get this mail because you are a coach."),
                settings_url=link("watch.mail_preferences"),
            )
        queue_mail(letter, to=substitute, key=f"is-back:{absence.id}:{substitute.id}", kind=MailKind.WORK)
