"""The blueprint of reviewing, and how it follows accounts."""

from flask import Blueprint
from flask_babel import gettext as _

from incubator.accounts.models import User
from incubator.accounts.services import register_departure, register_export
from incubator.accounts.services.handing_over import register_keeper
from incubator.accounts.values import Holding, Keeper
from incubator.reviews import queries, services
from incubator.reviews.queries.talk import written_by
from incubator.reviews.queries.training import trainings_of
from incubator.reviews.services import agreeing, saved, talking, training

pages = Blueprint("reviews", __name__, url_prefix="/nakijken")


@pages.record_once
def follow_accounts(_state: object) -> None:
    """Someone's download has their work; what a coach had in hands goes on when their account closes."""
    register_export("work", queries.work_of)
    register_export("saved_remarks", queries.saved_for_export)
    register_export("review_talk", written_by)
    for forget in (saved.forget, talking.forget, agreeing.forget):
        register_departure(forget)
    register_keeper(Keeper(_held, services.hand_over))
    register_keeper(Keeper(_trained, training.hand_over))


def _held(user: User) -> list[Holding]:
    names = [f"{work.case.cooperative.name}: {work.case.title}" for work in queries.in_hands(user)]
    return [Holding(_("Is reading"), tuple(names))]


def _trained(user: User) -> list[Holding]:
    names = []
    for lasting in trainings_of(user):
        if lasting.lead_id == user.id:
            names.append(lasting.junior.name)
    return [Holding(_("Releases the decisions of"), tuple(names))]
