"""Partnerships as a group sees them that is a party: it reads, says yes, proposes, and can begin one from its challenge."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.challenges.queries import challenging
from incubator.cooperatives import permissions as group_permissions
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.web import carry_out, form_page
from incubator.partnerships import permissions, queries, services
from incubator.partnerships.forms import FromChallengeForm, GroupYesForm
from incubator.partnerships.models import Partnership, PartnershipParty
from incubator.partnerships.values import SaidYes
from incubator.partnerships.views.blueprint import pages
from incubator.partnerships.views.proposing import proposal_form, proposal_page, write
from incubator.partnerships.views.showing import seen_by_both, versions_page, word_file

LIST = "/cooperaties/<slug>/samenwerkingen"
EACH = f"{LIST}/<int:number>"


@pages.get(LIST)
@guarded(group_permissions.may_see, load=cooperatives.cooperative)
def of_group(group: Cooperative) -> ResponseReturnValue:
    """The partnerships in which a group is a party."""
    rows, today = queries.of_group(group), clock.today()
    standings = {row.id: queries.standing(row.partnership, today=today) for row in rows}
    waiting = {row.id for row in rows if _waits_for(row)}
    return render_template(
        "partnerships/of_group.html",
        group=group,
        rows=rows,
        standings=standings,
        waiting=waiting,
        may_begin=group_permissions.may_coordinate(viewer(), group) and _can_begin(group),
    )


def _can_begin(group: Cooperative) -> bool:
    return bool(queries.places_of(group)) and bool(challenging.challenges(group))


def _waits_for(row: PartnershipParty) -> bool:
    newest = queries.newest(row.partnership)
    return row.partnership.ended_on is None and row.id not in queries.yeses(newest)


@pages.route(f"{LIST}/nieuw", methods=["GET", "POST"])
@guarded(group_permissions.may_coordinate, load=cooperatives.cooperative)
def begin_from_challenge(group: Cooperative) -> ResponseReturnValue:
    """Begin a partnership with what the group wrote in a challenge."""
    challenges = {str(each.id): each for each in challenging.challenges(group)}
    places = {str(each.id): each for each in queries.places_of(group)}
    if not challenges or not places:
        abort(404)
    form = FromChallengeForm()
    titles = [(each.id, each.title) for each in challenges.values()]
    form.offer(titles, [(each.id, each.name) for each in places.values()])

    def begin() -> Partnership:
        challenge, place = challenges[form.challenge.data], places[form.place.data]
        return services.begin_from_challenge(challenge, place, by=viewer(), now=clock.now())

    done = carry_out(form, begin)
    if done is not None:
        flash(_("Begun. The people of the neighbourhood can read it now."))
        return redirect(url_for("partnerships.show_to_group", slug=group.slug, number=done.value.id))
    back = url_for("partnerships.of_group", slug=group.slug)
    return form_page("partnerships/from_challenge.html", form, group=group, back=back)


@pages.get(EACH)
@guarded(permissions.may_read, load=queries.party_of_group)
def show_to_group(row: PartnershipParty) -> ResponseReturnValue:
    """The newest text for a group that is a party."""
    return render_template(
        "partnerships/show_to_group.html",
        **seen_by_both(row.partnership),
        row=row,
        group=row.cooperative,
        said_yes=row.id in queries.yeses(queries.newest(row.partnership)),
        may_answer=permissions.may_answer(viewer(), row) and row.partnership.ended_on is None,
    )


@pages.get(f"{EACH}/versies")
@guarded(permissions.may_read, load=queries.party_of_group)
def versions_for_group(row: PartnershipParty) -> ResponseReturnValue:
    """Every version, and two of them beside each other."""

    def address(**asked: Any) -> str:
        return url_for("partnerships.versions_for_group", **_here(row), **asked)

    return versions_page(row.partnership, _url(row), address)


@pages.get(f"{EACH}.docx")
@guarded(permissions.may_read, load=queries.party_of_group)
def word_for_group(row: PartnershipParty) -> ResponseReturnValue:
    """The newest text as a working agreement."""
    return word_file(row.partnership)


@pages.route(f"{EACH}/voorstel/<part>", methods=["GET", "POST"])
@guarded(permissions.may_answer, load=queries.party_of_group)
def propose_for_group(row: PartnershipParty, part: str) -> ResponseReturnValue:
    """Write a part of the text on behalf of a group."""
    known = row.partnership
    form = proposal_form(known, part)
    # Who writes here writes for the group.
    del form.for_party
    name = row.cooperative.name if row.cooperative else ""
    if carry_out(form, lambda: write(known, form, for_party=name)):
        flash(_("A new version is on the table. Each party is asked for its yes again."))
        return redirect(_url(row))
    return proposal_page(form, part, _url(row))


@pages.route(f"{EACH}/ja", methods=["GET", "POST"])
@guarded(permissions.may_answer, load=queries.party_of_group)
def say_yes(row: PartnershipParty) -> ResponseReturnValue:
    """A group says yes to the version that it read."""
    newest = queries.newest(row.partnership)
    form = GroupYesForm(data={"seen": str(newest.number), "is_public": row.is_public})
    if carry_out(form, lambda: _say_yes(row, form)):
        flash(_("Your yes is written down."))
        return redirect(_url(row))
    # Who comes too late reads what is new, and keeps what was typed: the next yes is to that version.
    newest = queries.newest(row.partnership)
    form.seen.data = str(newest.number)
    party = newest.text.party(row.id)
    return form_page("partnerships/yes_form.html", form, party=party, newest=newest, back=_url(row))


def _say_yes(row: PartnershipParty, form: GroupYesForm) -> None:
    now, today = clock.now(), clock.today()
    yes = SaidYes(today, "", "")
    services.say_yes(row, yes, seen=form.version_seen(), by=viewer(), now=now, today=today)
    services.show_name(row, is_public=bool(form.is_public.data))


def _here(row: PartnershipParty) -> dict[str, Any]:
    return {"slug": row.cooperative.slug if row.cooperative else "", "number": row.partnership_id}


def _url(row: PartnershipParty) -> str:
    return url_for("partnerships.show_to_group", **_here(row))
