"""How far a fund is, in a sentence; and what visitors may read of it."""

from flask_babel import gettext as _
from flask_babel import ngettext

from incubator.core import clock
from incubator.neighbourhood.models import Neighbourhood
from incubator.solidarity.models import SolidarityFund
from incubator.solidarity.queries import funds, questions
from incubator.solidarity.values import ReceiptKind

SMALL = 3  # fewer would point at a cooperative


def state(place: Neighbourhood) -> str:
    """How far it is, for the workbench."""
    fund = funds.of_place(place.id)
    if fund is None:
        return _("Not begun yet.")
    today = clock.today()
    number = funds.number_of_members(fund, today)
    if not number:
        return _("No cooperative takes part yet.")
    return ngettext("%(num)d cooperative takes part.", "%(num)d cooperatives take part.", number)


def public_sentences(fund: SolidarityFund) -> tuple[str, ...]:
    """What visitors read: how many take part, and how often support was paid; small numbers are not named."""
    members = funds.number_of_members(fund, clock.today())
    given = sum(bool(each.total(ReceiptKind.PAID)) for each in questions.granted(fund))
    return (_count_of_members(members), _count_of_supports(given))


def _count_of_members(number: int) -> str:
    if number < SMALL:
        return _("Fewer than three cooperatives take part.")
    return ngettext("%(num)d cooperative takes part.", "%(num)d cooperatives take part.", number)


def _count_of_supports(number: int) -> str:
    if number < SMALL:
        return _("Support was paid fewer than three times.")
    return ngettext("Support was paid %(num)d time.", "Support was paid %(num)d times.", number)
