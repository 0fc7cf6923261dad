"""Words and mails of a neighbourhood."""

from datetime import date

from flask import url_for
from flask_babel import LazyString, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.accounts.models import User
from incubator.accounts.values import InvitedTo
from incubator.core.formatting import as_date
from incubator.core.mail import Letter, MailKind, in_language, link, whole
from incubator.core.outbox import queue_mail
from incubator.neighbourhood.models import BuildingStatement, Neighbourhood, NeighbourhoodGroup, NeighbourhoodInvitation
from incubator.neighbourhood.queries.places import people
from incubator.neighbourhood.values import (
    BuildingState,
    BuildingUse,
    Certainty,
    GroupAnswer,
    NeighbourhoodRole,
    PartTheme,
    StatementAbout,
)

NOTHING_YET = _l("Nothing yet.")


def state_of_list(number: int, counted: str, asking: int = 0) -> str:
    """How far a part of the workbench is that lists things: how many, put in words by the caller, and how many ask for attention."""
    if not number:
        return str(NOTHING_YET)
    if not asking:
        return f"{counted}."
    attention = ngettext("%(num)d asks for attention", "%(num)d ask for attention", asking)
    return f"{counted}; {attention}."


THEMES = {
    PartTheme.KNOWING: _l("What you know"),
    PartTheme.DOING: _l("What you do"),
    PartTheme.SHARING: _l("What you hold together"),
}
ROLES = {NeighbourhoodRole.DRIVER: _l("driver"), NeighbourhoodRole.PARTICIPANT: _l("participant")}
ROLES_EXPLAINED = {
    NeighbourhoodRole.DRIVER: _l("Driver: builds along, and decides who takes part and what is public"),
    NeighbourhoodRole.PARTICIPANT: _l("Participant: reads and builds along"),
}
CERTAINTIES = {Certainty.FACT: _l("fact"), Certainty.ESTIMATE: _l("estimate")}
CERTAINTIES_EXPLAINED = {
    Certainty.FACT: _l("Fact: others can look it up"),
    Certainty.ESTIMATE: _l("Estimate: somebody thinks or heard so"),
}
ANSWERS = {
    GroupAnswer.WAITING: _l("no answer yet"),
    GroupAnswer.AGREED: _l("takes part"),
    GroupAnswer.REFUSED: _l("said no"),
    GroupAnswer.WITHDRAWN: _l("question withdrawn"),
    GroupAnswer.LEFT: _l("no longer takes part"),
}
USES = {
    BuildingUse.HOMES: _l("homes"),
    BuildingUse.SHOP: _l("shop or café"),
    BuildingUse.WORK: _l("workplace or office"),
    BuildingUse.MEETING: _l("meeting place"),
    BuildingUse.CARE: _l("care"),
    BuildingUse.SCHOOL: _l("school"),
    BuildingUse.GREEN: _l("garden or green space"),
    BuildingUse.OTHER: _l("something else"),
}
STATES = {
    BuildingState.IN_USE: _l("in use"),
    BuildingState.EMPTY: _l("empty"),
    BuildingState.FOR_SALE: _l("for sale"),
    BuildingState.RENTED: _l("rented by the neighbourhood"),
    BuildingState.MANAGED: _l("managed by the neighbourhood"),
    BuildingState.BOUGHT: _l("owned by the neighbourhood"),
}
ABOUTS = {
    StatementAbout.STATE: _l("How it stands"),
    StatementAbout.OWNER: _l("Owner"),
    StatementAbout.WISH: _l("What people want with it"),
}
# By the name of the step: what to do, why, what the button says, and the page.
NEXT_STEPS = {
    "people": (
        _l("Invite the first neighbours"),
        _l("A neighbourhood is built together. Ask two or three people who know it well."),
        _l("Invite someone"),
        "neighbourhood.invite",
    ),
    "story": (
        _l("Write the first lines of the story"),
        _l("What is going on here, and what do people want? Ten lines are enough to begin."),
        _l("Write the story"),
        "neighbourhood.write_story",
    ),
    "publish": (
        _l("Show the neighbourhood to everyone"),
        _l("There is a story. A public page lets others read it and join."),
        _l("Look at what becomes public"),
        "neighbourhood.publish",
    ),
    "buildings": (
        _l("Put a first building in the list"),
        _l("Which building is empty, is for sale, or matters to everyone?"),
        _l("Add a building"),
        "neighbourhood.add_building",
    ),
    "groups": (
        _l("Ask a group to be part of it"),
        _l("Groups of the incubator that work here can be part of the neighbourhood."),
        _l("Ask a group"),
        "neighbourhood.ask_group",
    ),
    "publish again": (
        _l("Publish the new version of the story"),
        _l("Somebody wrote in the story. Visitors still read the version before it."),
        _l("Look at what becomes public"),
        "neighbourhood.publish",
    ),
}


def in_words(statement: BuildingStatement) -> LazyString | str:
    """What a statement says, in words."""
    if statement.about is StatementAbout.STATE:
        return STATES[BuildingState(statement.text)]
    return statement.text


def invited_to(asked: NeighbourhoodInvitation) -> InvitedTo:
    """What an invitation into a neighbourhood is for, in the reader's language."""
    place = asked.neighbourhood
    page = url_for("neighbourhood.show", slug=place.slug)
    return InvitedTo(place.name, str(ROLES_EXPLAINED[asked.role]), page)


def tell_asked(asked: NeighbourhoodGroup, reader: User) -> None:
    """Queue the mail to a coordinator that a neighbourhood asks the group to be part of it."""
    group = asked.cooperative
    assert group is not None
    words = {"place": asked.neighbourhood.name, "group": group.name}
    with in_language(reader.language):
        letter = Letter(
            subject=_("%(place)s asks %(group)s to be part of the neighbourhood", **words),
            paragraphs=(_("Read what it means, and say yes or no for your group. Nothing happens without your yes."),),
            action=(
                _("Answer for our group"),
                link("neighbourhood.answer", slug=group.slug, asked_id=asked.id),
            ),
            why=_("You get this mail because you coordinate %(group)s.", **words),
            settings_url=link("watch.mail_preferences"),
        )
    # With the moment: a group that is asked again months later gets a mail again.
    key = f"neighbourhood-asks:{asked.id}:{reader.id}:{asked.asked_at.isoformat()}"
    queue_mail(letter, to=reader, key=key, kind=MailKind.WORK)


def tell_of_vote(
    place: Neighbourhood, *, about: str | LazyString, last_day: date, page: str, key: str, by: User
) -> None:
    """Queue the mail to everyone who takes part in a neighbourhood; `key` names the vote, so that each gets one mail of it."""
    for person in people(place):
        # Who opens a vote knows of it.
        if person.user_id != by.id:
            letter = _vote_letter(place, person.user, about, last_day, page)
            queue_mail(letter, to=person.user, key=f"{key}:{person.user_id}", kind=MailKind.WORK)


def _vote_letter(place: Neighbourhood, reader: User, about: str | LazyString, last_day: date, page: str) -> Letter:
    words = {"place": place.name, "about": about}
    with in_language(reader.language):
        return Letter(
            subject=_("You can vote in %(place)s: %(about)s", **words),
            paragraphs=(
                _("The vote is open until %(day)s. You can change your answer until then.", day=as_date(last_day)),
            ),
            action=(_("To the vote"), whole(page)),
            why=_("You get this mail because you take part in %(place)s.", **words),
            settings_url=link("watch.mail_preferences"),
        )
