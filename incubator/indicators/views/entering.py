"""Writing figures down that no system knows, and taking them back."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.forms import choices_of
from incubator.core.web import carry_out, form_page
from incubator.indicators import permissions
from incubator.indicators.documents.rows import entered_words
from incubator.indicators.forms import EntryForm, FigureTakeBackForm
from incubator.indicators.messages import words
from incubator.indicators.models import IndicatorEntry
from incubator.indicators.queries import kept
from incubator.indicators.rules.registry import INDICATORS
from incubator.indicators.services import entering as services
from incubator.indicators.values import IndicatorKey
from incubator.indicators.views.blueprint import choices, pages, period_asked
from incubator.indicators.views.place import LIST
from incubator.neighbourhood import permissions as neighbourhoods
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import neighbourhood as place_in_sight


@pages.route(f"{LIST}/opschrijven", methods=["GET", "POST"])
@guarded(neighbourhoods.may_drive, load=place_in_sight)
def enter(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """A figure that no system knows, with its source; it stands beside what is reckoned."""
    form = _form()
    done = carry_out(form, lambda: _enter(neighbourhood, form))
    if done is not None:
        flash(_("Saved. It stands beside the figure that is reckoned."))
        row: IndicatorEntry = done.value
        return redirect(url_for("indicators.index", slug=neighbourhood.slug, periode=row.period.code))
    return form_page("indicators/entry_form.html", form, neighbourhood=neighbourhood)


def _form() -> EntryForm:
    asked = request.args.get("cijfer", IndicatorKey.SOCIAL_HOURS.value)
    form = EntryForm(data={"said_on": clock.today(), "period": period_asked().code, "indicator": asked})
    form.indicator.choices = [SelectChoice(key.value, words.name_of(key)) for key in INDICATORS]
    form.period.choices = [SelectChoice(code, name) for code, name in choices()]
    form.certainty.choices = choices_of(words.CERTAINTIES_EXPLAINED)
    return form


def _enter(neighbourhood: Neighbourhood, form: EntryForm) -> IndicatorEntry:
    return services.enter(neighbourhood, form.entered(), by=viewer(), now=clock.now(), today=clock.today())


@pages.route(f"{LIST}/opgaven/<int:number>/terugnemen", methods=["GET", "POST"])
@guarded(permissions.may_take_back, load=kept.entry)
def take_back(entry: IndicatorEntry) -> ResponseReturnValue:
    """The figure was wrong; it stays readable with the reason."""
    form = FigureTakeBackForm()
    place, code = entry.neighbourhood, entry.period.code
    about = f"{words.name_of(entry.indicator)}: {entered_words(entry)}"
    if carry_out(form, lambda: services.take_back(entry, form.reason.data or "", now=clock.now())):
        flash(_("Taken back. It stays readable with the reason."))
        return redirect(url_for("indicators.index", slug=place.slug, periode=code))
    return form_page("indicators/take_back.html", form, neighbourhood=place, code=code, about=about)
