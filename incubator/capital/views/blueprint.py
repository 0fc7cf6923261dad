"""The pages of capital."""

from flask import Blueprint

from incubator.capital.queries.own_data import capital_of
from incubator.register.services.elsewhere import register_part

pages = Blueprint("capital", __name__, url_prefix="/cooperaties/<slug>/kapitaal")


@pages.record_once
def tell_of_members(_state: object) -> None:
    register_part("kapitaal", capital_of)
