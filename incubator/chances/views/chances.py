"""The chances: the board, one of them, its history, and the group that starts with it."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded, viewer
from incubator.challenges.queries.routes import sector_choices
from incubator.chances import documents, permissions
from incubator.chances import messages as words
from incubator.chances.forms import ChanceForm, ChanceProgressForm, states_to_choose
from incubator.chances.models import Chance
from incubator.chances.queries import chances as queries
from incubator.chances.services import chances as services
from incubator.chances.values import ChanceKind, ChanceState
from incubator.chances.views.blueprint import EACH, LIST, pages
from incubator.cooperatives import queries as cooperatives
from incubator.core import clock, files
from incubator.core.db import lock
from incubator.core.i18n import language
from incubator.core.tables import xlsx_table
from incubator.core.web import carry_out, carry_out_or_flash, form_page, page_asked
from incubator.neighbourhood import permissions as neighbourhoods
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import neighbourhood as place_in_sight
from incubator.neighbourhood.rules import SILENT_MONTHS

ON_A_PAGE = 8  # with the board as much as a phone shows without an end
STILL = (ChanceState.EXPLORING, ChanceState.SEEN, ChanceState.STARTED, ChanceState.NOT_NOW)  # what is worked on first


@pages.get(LIST)
@guarded(neighbourhoods.may_look, load=place_in_sight)
def index(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """The board, and the list: what asks for attention first."""
    known, today = queries.of_neighbourhood(neighbourhood.id), clock.today()
    concerns = {each.id: queries.concerns(each, today=today) for each in known}
    asking = {number for number, reasons in concerns.items() if reasons}
    ordered = sorted(known, key=lambda each: (each.id not in asking, STILL.index(each.state), each.id))
    last_page = max(1, -(-len(ordered) // ON_A_PAGE))
    page = min(page_asked(), last_page)
    picture = documents.board(known, asking) if known else None
    return render_template(
        "chances/index.html",
        neighbourhood=neighbourhood,
        chances=ordered[(page - 1) * ON_A_PAGE : page * ON_A_PAGE],
        picture=picture,
        concerns=concerns,
        owners=queries.people_of(neighbourhood.id),
        months=SILENT_MONTHS,
        page=page,
        last_page=last_page,
        page_address=lambda number: url_for("chances.index", slug=neighbourhood.slug, pagina=number),
        public=any(each.published_at for each in known),
        words=words,
        may_build=neighbourhoods.may_build(viewer(), neighbourhood),
    )


@pages.get(f"{LIST}.xlsx")
@guarded(neighbourhoods.may_look, load=place_in_sight)
def sheet(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    known, owners = queries.of_neighbourhood(neighbourhood.id), queries.people_of(neighbourhood.id)
    rows = documents.rows(known, owners, today=clock.today())
    title = _("Chances")
    return files.made(xlsx_table(title, documents.columns(), rows), f"{title} {neighbourhood.name}", files.SHEET)


@pages.route(f"{LIST}/nieuw", methods=["GET", "POST"])
@guarded(neighbourhoods.may_build, load=place_in_sight)
def write(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    kind = request.args.get("soort", ChanceKind.COMMUNITY.value)
    form = _form(neighbourhood, {"kind": kind, "said_on": clock.today(), "owner": str(viewer().id)})
    done = carry_out(form, lambda: services.write(neighbourhood, form.terms(), **_who_and_when()))
    if done is not None:
        flash(_("Saved."))
        return to_chance(done.value)
    return form_page("chances/chance_form.html", form, neighbourhood=neighbourhood, chance=None)


@pages.get(EACH)
@guarded(permissions.may_see, load=queries.chance)
def chance(known: Chance) -> ResponseReturnValue:
    """One chance: what it is, what is done next, and what happened."""
    place, group = known.neighbourhood, known.cooperative
    seen = cooperatives.cooperative(viewer(), group.slug) if group is not None else None
    return render_template(
        "chances/chance.html",
        neighbourhood=place,
        chance=known,
        # Who may not see the group reads that one started, and no more.
        started=seen,
        owner=queries.people_of(place.id).get(known.owner_id or 0),
        concerns=queries.concerns(known, today=clock.today()),
        heard_on=queries.heard_on(known),
        months=SILENT_MONTHS,
        words=words,
        may_build=neighbourhoods.may_build(viewer(), place),
        may_drive=neighbourhoods.may_drive(viewer(), place),
    )


@pages.route(f"{EACH}/wijzigen", methods=["GET", "POST"])
@guarded(permissions.may_fill, load=queries.chance)
def change(known: Chance) -> ResponseReturnValue:
    form = _form(known.neighbourhood, _standing(known))
    if carry_out(form, lambda: _change(known, form)):
        flash(_("Saved."))
        return to_chance(known)
    return form_page("chances/chance_form.html", form, neighbourhood=known.neighbourhood, chance=known)


def _change(known: Chance, form: ChanceForm) -> None:
    form.settle(_standing(lock(known)))
    services.change(known, form.terms(), **_who_and_when())


@pages.route(f"{EACH}/stand", methods=["GET", "POST"])
@guarded(permissions.may_fill, load=queries.chance)
def move(known: Chance) -> ResponseReturnValue:
    """How far it is, what is done next, and what was heard."""
    form = ChanceProgressForm(data=_progress(known))
    form.state.choices = states_to_choose(known.state)
    if carry_out(form, lambda: _move(known, form)):
        flash(_("Saved."))
        return to_chance(known)
    return form_page("chances/progress_form.html", form, neighbourhood=known.neighbourhood, chance=known)


def _move(known: Chance, form: ChanceProgressForm) -> None:
    form.settle(_progress(lock(known)))
    services.move(known, form.progress(), **_who_and_when())


@pages.post(f"{EACH}/groep")
@guarded(permissions.may_fill, load=queries.chance)
def start_group(known: Chance) -> ResponseReturnValue:
    """A chance becomes a group; who presses coordinates it."""
    done = carry_out_or_flash(lambda: services.start_from(known, **_who_and_when()))
    if done is None:
        return to_chance(known)
    # Who came second did not start it, and need not be allowed to see it.
    if cooperatives.cooperative(viewer(), done.value.slug) is None:
        flash(_("A group has started with this chance."))
        return to_chance(known)
    flash(_("This is a group now. Its name, place and kind of work stand in its dossier."))
    return redirect(url_for("cooperatives.show", slug=done.value.slug))


@pages.post(f"{EACH}/openbaar")
@guarded(permissions.may_show, load=queries.chance)
def show(known: Chance) -> ResponseReturnValue:
    if carry_out_or_flash(lambda: services.show(known, by=viewer(), now=clock.now())):
        flash(_("This chance is on the public page now."))
    return to_chance(known)


@pages.post(f"{EACH}/niet-openbaar")
@guarded(permissions.may_show, load=queries.chance)
def hide(known: Chance) -> ResponseReturnValue:
    if carry_out_or_flash(lambda: services.hide(known, by=viewer(), now=clock.now())):
        flash(_("This chance is not public any more."))
    return to_chance(known)


def to_chance(known: Chance) -> ResponseReturnValue:
    """To the page of a chance."""
    return redirect(url_for("chances.chance", slug=known.neighbourhood.slug, number=known.id))


def _who_and_when() -> dict[str, Any]:
    return {"by": viewer(), "now": clock.now(), "today": clock.today()}


def _form(place: Neighbourhood, standing: dict[str, Any]) -> ChanceForm:
    form = ChanceForm(data=standing)
    nobody, none, unknown = _("nobody yet"), _("no building"), _("not known yet")
    form.owner.choices = [SelectChoice("", nobody), *_choices(queries.people_of(place.id))]
    form.building.choices = [SelectChoice("", none), *_choices(queries.buildings_of(place.id))]
    kinds = [SelectChoice(sector, name) for sector, name in sector_choices(language())]
    form.sector.choices = [SelectChoice("", unknown), *kinds]
    return form


def _choices(names: dict[int, str]) -> list[SelectChoice]:
    return [SelectChoice(str(number), name) for number, name in names.items()]


def _standing(known: Chance) -> dict[str, Any]:
    return known.ground.by_field | {
        "kind": known.kind.value,
        "title": known.title,
        "text": known.text,
        "sector": known.sector or "",
        "building": str(known.building_id or ""),
        "owner": str(known.owner_id or ""),
    }


def _progress(known: Chance) -> dict[str, Any]:
    return {
        "state": known.state.value,
        "reason": known.reason,
        "next_step": known.next_step,
        "next_on": known.next_on,
        "news": "",
    }
