"""What is told of requirements: the names of their kinds, where they stand, how much they count."""

from decimal import Decimal

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from incubator.bids.models import Requirement, RequirementKind, RequirementOrigin
from incubator.core.i18n import language
from incubator.core.quantities import write_amount, write_decimal

KINDS = {
    RequirementKind.EXCLUSION: _l("Exclusion grounds"),
    RequirementKind.SUITABILITY: _l("Suitability"),
    RequirementKind.REQUIREMENT: _l("Requirements"),
    RequirementKind.AWARD: _l("Award criteria"),
    RequirementKind.TERM: _l("Dates and terms"),
    RequirementKind.DOCUMENT: _l("Documents to enclose"),
    RequirementKind.QUESTION_DEADLINE: _l("Until when to ask questions"),
}
MEANINGS = {
    RequirementKind.EXCLUSION: _l("To whom one of these applies, is out."),
    RequirementKind.SUITABILITY: _l("What you must be able to show: turnover, references, certificates."),
    RequirementKind.REQUIREMENT: _l("What the work or the bid must meet."),
    RequirementKind.AWARD: _l("What earns points: here the bid is won."),
    RequirementKind.TERM: _l("When the bid must be in, how long it binds, how long the work lasts."),
    RequirementKind.DOCUMENT: _l("What must be in the envelope."),
    RequirementKind.QUESTION_DEADLINE: _l("The last moment for your questions."),
}


def place_of(row: Requirement) -> str:
    """Where it was read: the file with its page and paragraph, the notice, or by whom."""
    if row.origin is RequirementOrigin.OWN:
        return _("added by your group")
    if row.origin is RequirementOrigin.NOTICE:
        return _("in the notice")
    if row.file is None:
        return _("in a file that was removed")
    return _(
        "%(file)s, page %(page)s, paragraph %(paragraph)s", file=row.file.name, page=row.page, paragraph=row.paragraph
    )


def weight_in_words(row: Requirement) -> str:
    """40%, 30 points, € 25.000 discount; empty when it has none."""
    if not row.weight:
        return ""
    number = write_decimal(Decimal(row.weight), language())
    if row.weight_unit == "percentage":
        return f"{number}%"
    if row.weight_unit == "euro":
        return _("%(amount)s discount", amount=write_amount(Decimal(row.weight), "EUR", language()))
    if row.weight_unit == "points":
        return ngettext("%(number)s point", "%(number)s points", 1 if number == "1" else 2, number=number)
    if row.weight_unit == "order":
        return _("place %(number)s", number=number)
    return number
