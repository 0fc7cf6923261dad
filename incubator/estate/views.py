"""Pages of the register of land and buildings."""

import contextlib
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded, public, viewer
from incubator.core import clock, files
from incubator.core.db import lock
from incubator.core.forms import choices_of
from incubator.core.public_pages import same_for_everyone
from incubator.core.tables import xlsx_table
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.estate import documents, permissions, queries, services
from incubator.estate import messages as words
from incubator.estate.forms import FORMS, EstateForm, EstateNewsForm, EstatePublicForm
from incubator.estate.models import EstateEvent, EstateObject, EstateStatement
from incubator.estate.values import EstateSubject
from incubator.neighbourhood import permissions as neighbourhoods
from incubator.neighbourhood.messages import state_of_list
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries import buildings
from incubator.neighbourhood.queries.places import neighbourhood as place_in_sight
from incubator.neighbourhood.rules import SILENT_MONTHS
from incubator.neighbourhood.services import NeighbourhoodPart, register_part
from incubator.neighbourhood.values import PartTheme, PublicPiece

pages = Blueprint("estate", __name__)
LIST = "/buurten/<slug>/grond-en-gebouwen"
EACH = f"{LIST}/<int:estate_id>"


@pages.record_once
def hang_in_workbenches(_state: object) -> None:
    """The register is a part of every workbench."""
    register_part(
        NeighbourhoodPart(
            "estate",
            _l("Land and buildings"),
            _l("What is held in common: who owns it, the lease, the right to buy, what it costs and brings."),
            "estate.register",
            _how_many,
            _published,
            PartTheme.SHARING,
        )
    )


def _how_many(place: Neighbourhood) -> str:
    known = queries.of_neighbourhood(place.id)
    asking = sum(bool(queries.stale(each, clock.today())) for each in known)
    total = ngettext("%(num)d in the register", "%(num)d in the register", len(known))
    return state_of_list(len(known), total, asking)


def _published(place: Neighbourhood) -> PublicPiece | None:
    if queries.page(place.id) is None:
        return None
    total = ngettext(
        "%(num)d piece of land or building.", "%(num)d pieces of land or buildings.", queries.number(place.id)
    )
    return PublicPiece((total,), url_for("estate.public_page", slug=place.slug))


@pages.get(LIST)
@guarded(neighbourhoods.may_look, load=place_in_sight)
def register(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """Everything in the register and the days that come; what goes stale stands first."""
    known, today = queries.of_neighbourhood(neighbourhood.id), clock.today()
    stale = {each.id: queries.stale(each, today) for each in known}
    return render_template(
        "estate/register.html",
        neighbourhood=neighbourhood,
        register=sorted(known, key=lambda each: not stale[each.id]),
        stale=stale,
        coming=queries.coming(known, today),
        months=SILENT_MONTHS,
        page=queries.page(neighbourhood.id),
        may_build=neighbourhoods.may_build(viewer(), neighbourhood),
        may_drive=neighbourhoods.may_drive(viewer(), neighbourhood),
        words=words,
    )


@pages.route(f"{LIST}/nieuw", methods=["GET", "POST"])
@guarded(neighbourhoods.may_build, load=place_in_sight)
def add(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    form, slug = _form(neighbourhood), neighbourhood.slug
    done = carry_out(form, lambda: services.add(neighbourhood, form.terms(), now=clock.now(), today=clock.today()).id)
    if done is not None:
        flash(_("Saved."))
        return redirect(url_for("estate.show", slug=slug, estate_id=done.value))
    return form_page("estate/form.html", form, neighbourhood=neighbourhood, estate=None)


def _form(place: Neighbourhood, **filled: Any) -> EstateForm:
    form = EstateForm(**filled)
    known = [SelectChoice(each.id, each.name) for each in buildings.of_place(place)]
    form.building_id.choices = [SelectChoice(0, _("none of these")), *known]
    return form


@pages.get(EACH)
@guarded(permissions.may_see, load=queries.estate)
def show(known: EstateObject) -> ResponseReturnValue:
    """One of the register: what holds, on which ground, and what happened."""
    today = clock.today()
    return render_template(
        "estate/show.html",
        neighbourhood=known.neighbourhood,
        estate=known,
        owners=queries.standing(known, EstateSubject.OWNER),
        leases=queries.standing(known, EstateSubject.LEASE),
        purchases=queries.standing(known, EstateSubject.PURCHASE),
        years=queries.standing(known, EstateSubject.YEAR),
        days=queries.days(known),
        stale=queries.stale(known, today),
        heard_on=queries.heard_on(known),
        today=today,
        months=SILENT_MONTHS,
        may_build=permissions.may_fill(viewer(), known),
        words=words,
    )


@pages.route(f"{EACH}/wijzigen", methods=["GET", "POST"])
@guarded(permissions.may_fill, load=queries.estate)
def change(known: EstateObject) -> ResponseReturnValue:
    form, slug, number = _form(known.neighbourhood, data=_standing(known)), known.neighbourhood.slug, known.id
    if carry_out(form, lambda: _change(known, form)):
        flash(_("Saved."))
        return redirect(url_for("estate.show", slug=slug, estate_id=number))
    return form_page("estate/form.html", form, neighbourhood=known.neighbourhood, estate=known)


def _change(known: EstateObject, form: EstateForm) -> bool:
    form.settle(_standing(lock(known)))
    services.change(known, form.terms(), now=clock.now(), today=clock.today())
    return True


def _standing(known: EstateObject) -> dict[str, Any]:
    chosen = {name: getattr(known, name).value for name in ("kind", "holding", "state")}
    texts = {name: getattr(known, name) for name in ("name", "address", "used_by", "no_speculation")}
    return chosen | texts | {"building_id": known.building_id or 0}


@pages.route(f"{EACH}/zeggen/<any(eigenaar,huur,koop,jaar):subject>", methods=["GET", "POST"])
@guarded(permissions.may_fill, load=queries.estate)
def say(known: EstateObject, subject: str) -> ResponseReturnValue:
    """Say who owns it, what the lease or the right to buy is, or what a year brought."""
    form, slug, number = FORMS[subject](data={"said_on": clock.today()}), known.neighbourhood.slug, known.id
    form.certainty.choices = choices_of(words.CERTAINTIES)
    done = carry_out(form, lambda: _say(known, form))
    if done is not None:
        flash(_("Saved."))
        return redirect(url_for("estate.show", slug=slug, estate_id=number))
    return form_page("estate/say.html", form, neighbourhood=known.neighbourhood, estate=known, subject=subject)


def _say(known: EstateObject, form: Any) -> bool:
    services.state(known, form.statement(), by=viewer(), now=clock.now(), today=clock.today())
    return True


@pages.post(f"{LIST}/gezegd/<int:said_id>/terugnemen")
@guarded(permissions.may_fill, load=queries.statement)
def take_back(row: EstateStatement) -> ResponseReturnValue:
    """It was wrong, or is over."""
    slug, number = row.neighbourhood.slug, row.estate_id
    if carry_out_or_flash(lambda: services.take_back(row, now=clock.now())):
        flash(_("Taken back. It stays readable below."))
    return redirect(url_for("estate.show", slug=slug, estate_id=number))


@pages.route(f"{EACH}/stuk", methods=["GET", "POST"])
@guarded(permissions.may_fill, load=queries.estate)
def hear(known: EstateObject) -> ResponseReturnValue:
    """Add a document or news."""
    form, slug, number = EstateNewsForm(data={"on_date": clock.today()}), known.neighbourhood.slug, known.id
    content, name = _sent_file()
    done = carry_out(
        form, lambda: services.hear(known, form.news(content, name), now=clock.now(), today=clock.today()).id
    )
    if done is not None:
        flash(_("Added."))
        return redirect(url_for("estate.show", slug=slug, estate_id=number))
    return form_page("estate/news_form.html", form, neighbourhood=known.neighbourhood, estate=known)


def _sent_file() -> tuple[bytes, str]:
    sent = request.files.get("file")
    if sent is None:
        return b"", ""
    # A large file lies in a temporary one, which has to be closed.
    with contextlib.closing(sent):
        return sent.read(), sent.filename or ""


@pages.get(f"{LIST}/stukken/<int:paper_id>")
@guarded(permissions.may_see, load=queries.event)
def document(event: EstateEvent) -> ResponseReturnValue:
    """The file of a document; news has none."""
    if event.file is None:
        abort(404)
    return files.as_download(event.file)


@pages.get(f"{LIST}.xlsx")
@guarded(neighbourhoods.may_look, load=place_in_sight)
def sheet(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """The register as a sheet."""
    rows = documents.rows(queries.of_neighbourhood(neighbourhood.id))
    title = _("Land and buildings")
    return files.made(xlsx_table(title, documents.columns(), rows), f"{title} {neighbourhood.name}", files.SHEET)


@pages.route(f"{LIST}/openbaar", methods=["GET", "POST"])
@guarded(neighbourhoods.may_drive, load=place_in_sight)
def publish(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """Make the register public, with or without prices."""
    page, slug = queries.page(neighbourhood.id), neighbourhood.slug
    form = EstatePublicForm(data={"with_prices": bool(page and page.with_prices)})
    if carry_out(form, lambda: _publish(neighbourhood, form)):
        flash(_("Everybody can see the register now."))
        return redirect(url_for("estate.register", slug=slug))
    return form_page("estate/publish.html", form, neighbourhood=neighbourhood)


def _publish(place: Neighbourhood, form: EstatePublicForm) -> bool:
    services.publish(place, with_prices=bool(form.with_prices.data), now=clock.now())
    return True


@pages.post(f"{LIST}/niet-openbaar")
@guarded(neighbourhoods.may_drive, load=place_in_sight)
def withdraw(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    slug = neighbourhood.slug
    if carry_out_or_flash(lambda: services.withdraw(neighbourhood)):
        flash(_("The register is not public any more."))
    return redirect(url_for("estate.register", slug=slug))


@pages.get("/buurt/<slug>/grond-en-gebouwen")
@public
def public_page(slug: str) -> ResponseReturnValue:
    """What everyone may see when the drivers made it public; prices only when they said so."""
    neighbourhood = queries.published_place(slug)
    if neighbourhood is None:
        abort(404)
    same_for_everyone()
    page = queries.page(neighbourhood.id)
    known = queries.of_neighbourhood(neighbourhood.id)
    leases = {each.id: queries.standing(each, EstateSubject.LEASE) for each in known}
    years = {each.id: queries.standing(each, EstateSubject.YEAR) for each in known}
    return render_template(
        "estate/public.html",
        neighbourhood=neighbourhood,
        register=known,
        leases=leases,
        years=years,
        with_prices=bool(page and page.with_prices),
        words=words,
    )
