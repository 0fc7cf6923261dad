"""Fixing the figures of a period, and making them public."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded, is_manager, viewer
from incubator.core import clock
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.indicators.forms import FreezeForm
from incubator.indicators.messages import words
from incubator.indicators.models import IndicatorSnapshot
from incubator.indicators.rules.periods import to_choose
from incubator.indicators.services import freezing, publishing
from incubator.indicators.views.blueprint import pages, period_asked
from incubator.indicators.views.place import LIST
from incubator.neighbourhood import permissions as neighbourhoods
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import neighbourhood as place_in_sight


@pages.route(f"{LIST}/vastzetten", methods=["GET", "POST"])
@guarded(neighbourhoods.may_drive, load=place_in_sight)
def freeze(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """Fix the figures of a period that is over."""
    form = _form()
    done = carry_out(form, lambda: _freeze(neighbourhood, form))
    if done is not None:
        code = done.value.period.code
        flash(_("Fixed. The report keeps saying this."))
        return redirect(url_for("indicators.index", slug=neighbourhood.slug, periode=code))
    back = url_for("indicators.index", slug=neighbourhood.slug)
    return form_page("indicators/freeze_form.html", form, name=neighbourhood.name, back=back)


@pages.route("/beheer/kengetallen/vastzetten", methods=["GET", "POST"])
@guarded(is_manager)
def freeze_all() -> ResponseReturnValue:
    """Fix the figures of all neighbourhoods together."""
    form = _form()
    done = carry_out(form, lambda: _freeze(None, form))
    if done is not None:
        flash(_("Fixed. The report keeps saying this."))
        return redirect(url_for("indicators.overall", periode=done.value.period.code))
    name = words.area_name("")
    return form_page("indicators/freeze_form.html", form, name=name, back=url_for("indicators.overall"))


def _form() -> FreezeForm:
    today = clock.today()
    form = FreezeForm(data={"period": period_asked().code})
    over = [each for each in to_choose(today) if each.is_over(today)]
    form.period.choices = [SelectChoice(each.code, words.period_words(each)) for each in over]
    return form


def _freeze(place: Neighbourhood | None, form: FreezeForm) -> IndicatorSnapshot:
    reason = form.reason.data or ""
    return freezing.freeze(place, form.period.period, reason, by=viewer(), now=clock.now(), today=clock.today())


@pages.post(f"{LIST}/openbaar")
@guarded(neighbourhoods.may_drive, load=place_in_sight)
def publish(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """Make the fixed figures public, or take them back."""
    _publish(neighbourhood)
    return redirect(url_for("indicators.index", slug=neighbourhood.slug))


@pages.post("/beheer/kengetallen/openbaar")
@guarded(is_manager)
def publish_all() -> ResponseReturnValue:
    """Make the fixed figures of all together public, or take them back."""
    _publish(None)
    return redirect(url_for("indicators.overall"))


def _publish(place: Neighbourhood | None) -> None:
    shown = request.form.get("shown") == "yes"
    if carry_out_or_flash(lambda: publishing.publish(place, public=shown, now=clock.now())):
        flash(_("The figures are public now.") if shown else _("The figures are not public any more."))
