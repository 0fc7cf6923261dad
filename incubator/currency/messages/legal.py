"""What the law may ask of a community currency. From memory [C]: it never blocks, and only an adviser or authority can decide it."""

from dataclasses import dataclass
from datetime import date

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

CHECKED_ON = date(2026, 11, 23)


@dataclass(frozen=True, slots=True)
class LegalFlag:
    """Something to look into: what it is about, why, and who can answer."""

    about: LazyString
    why: LazyString
    ask: LazyString


FLAGS = (
    LegalFlag(
        _l("Rules for electronic money"),
        _l(
            "A currency that is only used within a closed circle may fall outside the rules for electronic money. How large the "
            "circle is and what it is used for makes a difference."
        ),
        _l("De Nederlandsche Bank, or an adviser"),
    ),
    LegalFlag(
        _l("Tax"),
        _l(
            "Who earns in this currency may have to report it at its value in euros, as with other income. For a firm value added "
            "tax may come with it."
        ),
        _l("the tax office, or your bookkeeper"),
    ),
    LegalFlag(
        _l("Benefits"),
        _l("For who has social assistance (bijstand) or another benefit, what comes in may count as income."),
        _l("your municipality, before you begin"),
    ),
)
