"""The manager's page of coaches who learn the work."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, is_manager
from incubator.accounts.queries import by_id
from incubator.cooperatives.queries.people import coaches_with_load
from incubator.core import clock
from incubator.core.errors import Conflict
from incubator.core.i18n import mark as N_
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.reviews.forms import TrainingForm
from incubator.reviews.models.talk import CoachTraining
from incubator.reviews.queries import training as queries
from incubator.reviews.services import training as services
from incubator.reviews.views.blueprint import pages


@pages.route("/inwerken", methods=["GET", "POST"])
@guarded(is_manager)
def training() -> ResponseReturnValue:
    """Who learns the work with whom, and room to begin."""
    form = TrainingForm()
    names = [(coach.id, coach.name) for coach, _groups in coaches_with_load()]
    form.junior.choices = form.lead.choices = [(0, _("Choose somebody")), *names]
    if carry_out(form, lambda: _begin(form)):
        flash(_("From now on the lead releases these decisions."))
        return redirect(url_for("reviews.training"))
    return form_page("reviews/training.html", form, trainings=queries.trainings(), may_begin=len(names) > 1)


def _begin(form: TrainingForm) -> CoachTraining:
    junior, lead = by_id(form.junior.data), by_id(form.lead.data)
    if junior is None or lead is None:
        raise Conflict(N_("This account is not there any more."))
    return services.begin(junior, lead, now=clock.now())


@pages.post("/inwerken/<int:training_id>/einde")
@guarded(is_manager, load=queries.training)
def end_training(training: CoachTraining) -> ResponseReturnValue:
    if carry_out_or_flash(lambda: services.end(training, now=clock.now())) is not None:
        flash(_("From now on %(name)s decides alone.", name=training.junior.name))
    return redirect(url_for("reviews.training"))
