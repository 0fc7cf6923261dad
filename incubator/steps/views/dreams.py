"""The inspiration programme: evenings and cards."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock, files
from incubator.core.db import lock
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.neighbourhood import permissions as neighbourhoods
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import neighbourhood as place_in_sight
from incubator.steps import permissions
from incubator.steps.forms.dreams import CardForm, CombineForm, EveningForm
from incubator.steps.models import DreamCard, DreamEvening
from incubator.steps.queries import dreams as queries
from incubator.steps.rules.dreams import is_open
from incubator.steps.services import dreams as services
from incubator.steps.values.dreams import CardText
from incubator.steps.views.blueprint import pages
from incubator.steps.views.commitments import sent_file

LIST = "/buurten/<slug>/dromen"


@pages.get(LIST)
@guarded(neighbourhoods.may_look, load=place_in_sight)
def dreams(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """The evenings, the cards with their dots, and the vote."""
    votes = queries.votes(neighbourhood.id)
    today = clock.today()
    latest = votes[0] if votes else None
    counts = queries.counted(latest) if latest else {}
    cards = queries.cards(neighbourhood.id)
    return render_template(
        "steps/dreams.html",
        neighbourhood=neighbourhood,
        evenings=queries.evenings(neighbourhood.id),
        cards=sorted(cards, key=lambda card: -counts[card.id].dots if card.id in counts else 0),
        counts=counts,
        vote=latest,
        is_open=latest is not None and is_open(latest.last_day, latest.closed_at, today=today),
        may_build=neighbourhoods.may_build(viewer(), neighbourhood),
        may_drive=neighbourhoods.may_drive(viewer(), neighbourhood),
    )


@pages.route(f"{LIST}/avonden/nieuw", methods=["GET", "POST"])
@guarded(neighbourhoods.may_build, load=place_in_sight)
def plan_evening(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    form = EveningForm()
    if carry_out(form, lambda: services.plan_evening(neighbourhood, form.plan(), now=clock.now())):
        flash(_("Saved."))
        return to_dreams(neighbourhood)
    return form_page("steps/form.html", form, back=back_to_dreams(neighbourhood), heading=_("Plan an evening"))


@pages.route(f"{LIST}/avonden/<int:evening_id>", methods=["GET", "POST"])
@guarded(permissions.may_fill, load=queries.evening)
def change_evening(evening: DreamEvening) -> ResponseReturnValue:
    form = EveningForm(data=_planned(evening))
    if carry_out(form, lambda: _change_evening(evening, form)):
        flash(_("Saved."))
        return to_dreams(evening.neighbourhood)
    back = back_to_dreams(evening.neighbourhood)
    return form_page("steps/form.html", form, back=back, heading=_("Change the evening"))


def _change_evening(evening: DreamEvening, form: EveningForm) -> None:
    form.settle(_planned(lock(evening)))
    services.change_evening(evening, form.plan(), now=clock.now())


def _planned(evening: DreamEvening) -> dict[str, Any]:
    begins = clock.local(evening.starts_at)
    words = {"title": evening.title, "theme": evening.theme, "place": evening.place}
    return words | {"day": begins.date(), "begins": begins.time()}


@pages.route(f"{LIST}/nieuw", methods=["GET", "POST"])
@guarded(neighbourhoods.may_build, load=place_in_sight)
def write_card(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    form = CardForm()
    content, name = sent_file()
    if carry_out(form, lambda: services.write_card(neighbourhood, form.card(content, name), now=clock.now())):
        flash(_("Added."))
        return to_dreams(neighbourhood)
    back = back_to_dreams(neighbourhood)
    return form_page("steps/card_form.html", form, back=back, heading=_("Add a card"))


@pages.get(f"{LIST}/<int:card_id>")
@guarded(permissions.may_see, load=queries.card)
def card(known: DreamCard) -> ResponseReturnValue:
    return render_template(
        "steps/card.html",
        neighbourhood=known.neighbourhood,
        card=known,
        may_build=neighbourhoods.may_build(viewer(), known.neighbourhood),
    )


@pages.route(f"{LIST}/<int:card_id>/wijzigen", methods=["GET", "POST"])
@guarded(permissions.may_fill, load=queries.card)
def change_card(known: DreamCard) -> ResponseReturnValue:
    form = CardForm(data=_written(known))
    content, name = sent_file()
    if carry_out(form, lambda: _change_card(known, form, content, name)):
        flash(_("Saved."))
        return _to_card(known)
    return form_page("steps/card_form.html", form, back=_back_to_card(known), heading=_("Change the card"))


def _change_card(known: DreamCard, form: CardForm, content: bytes, name: str) -> None:
    form.settle(_written(lock(known)))
    services.change_card(known, form.card(content, name), now=clock.now())


def _written(known: DreamCard) -> dict[str, Any]:
    return {name: getattr(known, name) for name in ("title", "text", "said_by", "picture_words")}


@pages.get(f"{LIST}/<int:card_id>/plaatje")
@guarded(permissions.may_see, load=queries.card)
def picture(known: DreamCard) -> ResponseReturnValue:
    """The picture of a card."""
    if known.picture is None:
        abort(404)
    return files.as_download(known.picture)


@pages.route(f"{LIST}/samenvoegen", methods=["GET", "POST"])
@guarded(neighbourhoods.may_build, load=place_in_sight)
def combine(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """Cards that say the same become one; the originals stay readable."""
    form = CombineForm()
    form.cards.choices = [SelectChoice(str(each.id), each.title) for each in queries.cards(neighbourhood.id)]
    done = carry_out(form, lambda: _combine(neighbourhood, form))
    if done is not None:
        flash(_("Saved."))
        return _to_card(done.value)
    back = back_to_dreams(neighbourhood)
    return form_page("steps/form.html", form, back=back, heading=_("Combine cards"))


def _combine(neighbourhood: Neighbourhood, form: CombineForm) -> DreamCard:
    chosen = [int(number) for number in form.cards.data or ()]
    text = CardText(form.title.data or "", form.text.data or "")
    return services.combine(neighbourhood, chosen, text, now=clock.now(), today=clock.today())


@pages.post(f"{LIST}/<int:card_id>/groep")
@guarded(permissions.may_fill, load=queries.card)
def start_group(known: DreamCard) -> ResponseReturnValue:
    """A card becomes a group; who presses coordinates it."""
    done = carry_out_or_flash(lambda: services.start_from(known, by=viewer(), now=clock.now(), today=clock.today()))
    if done is None:
        return _to_card(known)
    flash(_("This is a group now. You coordinate it."))
    return redirect(url_for("cooperatives.show", slug=done.value.slug))


def to_dreams(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """Back to the programme."""
    return redirect(url_for("steps.dreams", slug=neighbourhood.slug))


def back_to_dreams(neighbourhood: Neighbourhood) -> tuple[str, str]:
    """The way back to the programme."""
    return url_for("steps.dreams", slug=neighbourhood.slug), _("Dreams and plans")


def _to_card(known: DreamCard) -> ResponseReturnValue:
    return redirect(_back_to_card(known)[0])


def _back_to_card(known: DreamCard) -> tuple[str, str]:
    return url_for("steps.card", slug=known.neighbourhood.slug, card_id=known.id), known.title
