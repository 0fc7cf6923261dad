"""What a publication says that it changes, in words: sections of forms, parts of eForms and codes of reasons are no words."""

import re

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.core.i18n import language
from incubator.core.reference import eforms_codes
from incubator.formats import corrigenda
from incubator.formats.values import NoticeChange
from incubator.notices.messages.names import lot_name

# What a corrigendum calls by the number of a section of the form (Implementing Regulation (EU) 2015/1986, annexes).
SECTIONS = {
    "II.1.1": _l("Title"),
    "II.1.4": _l("Description"),
    "II.1.5": _l("Value"),
    "II.2.3": _l("Where the work is"),
    "II.2.4": _l("Description"),
    "II.2.5": _l("Award criteria"),
    "II.2.6": _l("Value"),
    "II.2.7": _l("How long the work lasts"),
    "III.1": _l("Conditions to take part"),
    "III.2": _l("Terms of the contract"),
    "IV.2.2": _l("Deadline"),
    "IV.2.6": _l("How long a bid must stay valid"),
    "IV.2.7": _l("When the bids are opened"),
    "VI.3": _l("Additional information"),
}
# What eForms calls a part of a notice (BT-13716): LOT-0001, ORG-0003, PROCEDURE.
PARTS = {
    "PROCEDURE": _l("The procedure as a whole"),
    "RESULT": _l("The result"),
    "ORG": _l("Organisations and their addresses"),
    "TPO": _l("Organisations and their addresses"),
    "RES": _l("The result"),
    "CON": _l("The contract"),
    "TEN": _l("A bid"),
    "TPA": _l("Who bid"),
}
_PART = re.compile(r"(?P<kind>[A-Z]{3,10})(?:-\d{1,6})?", re.ASCII)
_OF_LOTS = frozenset({"LOT", "PAR", "GLO"})
REASONS = "change-corrig-justification"  # BT-140


def change_about(change: NoticeChange) -> str:
    """What a change is about, in the words of the buyer where it wrote any; its lots are told by `change_lots`."""
    if change.description == change.field:
        return _part_name(change.description) or section_name(change.description)
    return eforms_codes.label(REASONS, change.description, language())


def change_lots(change: NoticeChange) -> str:
    """The lots that a change is about; empty for the whole."""
    return ", ".join(map(lot_name, change.lots))


def change_line(change: NoticeChange) -> str:
    """Both on one line."""
    about, lots = change_about(change), change_lots(change)
    return f"{about} ({lots})" if lots else about


def _part_name(place: str) -> str:
    """Parts of eForms in words, each once; empty where this names none."""
    parts = [_PART.fullmatch(part) for part in place.split(", ")]
    kinds = [part["kind"] for part in parts if part is not None]
    if len(kinds) < len(parts):
        return ""
    others = [kind for kind in kinds if kind not in _OF_LOTS]
    if not others:
        return _("The buyer changed something here")
    return ", ".join(dict.fromkeys(str(PARTS.get(kind, _("Another part of the notice"))) for kind in others))


def section_name(place: str) -> str:
    """The section of a form in words: the closest one that has a name; what is no section stays as it is."""
    section = corrigenda.section_in(place)
    if section is None:
        return place
    parts = section.split(".")
    while parts:
        known = SECTIONS.get(".".join(parts))
        if known is not None:
            return str(known)
        parts.pop()
    return _("Part %(section)s of the notice", section=section)
