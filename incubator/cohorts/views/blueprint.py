"""The blueprint of cohorts, which the modules of this package fill."""

from flask import Blueprint
from flask_babel import gettext as _

from incubator.accounts import services as account_services
from incubator.accounts.models import User
from incubator.accounts.services.handing_over import register_keeper
from incubator.accounts.values import Holding, Keeper
from incubator.cohorts.queries.guiding import written_by
from incubator.cohorts.queries.intakes import exported as applications
from incubator.cohorts.services import cohorts, gatherings, guiding, intakes, peers
from incubator.cooperatives.services import follow_cohorts

pages = Blueprint("cohorts", __name__)


@pages.record_once
def follow_others(_state: object) -> None:
    """Sessions follow the cohort of a group, and a cohort who leads it."""
    follow_cohorts(gatherings.follow_group)
    follow_cohorts(peers.leave_cohort)
    register_keeper(Keeper(_held, cohorts.hand_over))
    account_services.register_departure(intakes.forget)
    account_services.register_departure(guiding.forget)
    account_services.register_departure(peers.forget)
    account_services.register_export("applications", applications)
    account_services.register_export("guiding", written_by)


def _held(user: User) -> list[Holding]:
    return [Holding(_("Leads the cohort"), cohorts.led_by(user))]
