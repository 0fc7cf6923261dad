"""What changed of a notice since somebody heard of it, in words."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from incubator.core import formatting
from incubator.formats.values import NoticeKind
from incubator.notices import messages as notice_words

MOST_PLACES = 3


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """What is other than it was mailed, the deadline first. Of a notice of which nothing was noted nothing changed."""
    changed: list[str] = []
    if not before:
        return changed
    if after.get("cancelled") and not before.get("cancelled"):
        changed.append(_("The buyer stopped this procurement."))
    if after.get("deadline") != before.get("deadline"):
        changed.append(_moved(before, after))
    if after["kind"] != before.get("kind"):
        changed.append(_("It is now: %(kind)s", kind=notice_words.KINDS[NoticeKind(after["kind"])]))
    if after.get("documents") != before.get("documents"):
        changed.append(_documents(before))
    if after.get("value") != before.get("value"):
        changed.append(_("Value: from %(before)s to %(after)s", before=_value(before), after=_value(after)))
    if after.get("places") != before.get("places"):
        changed.append(_("Place: from %(before)s to %(after)s", before=_places(before), after=_places(after)))
    if after.get("lots") != before.get("lots"):
        changed.append(_lots(before, after))
    return changed


def _moved(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    return _("Deadline: from %(before)s to %(after)s", before=_deadline(before), after=_deadline(after))


def _deadline(terms: Mapping[str, Any]) -> str:
    if "deadline" not in terms:
        return _("not given")
    moment = datetime.fromisoformat(terms["deadline"])
    if terms.get("day_only"):
        return formatting.as_date(moment)
    return formatting.as_datetime(moment)


def _documents(before: Mapping[str, Any]) -> str:
    if "documents" not in before:
        return _("There are documents now")
    return _("The documents are at another address")


def _value(terms: Mapping[str, Any]) -> str:
    if "value" not in terms:
        return _("not given")
    return formatting.money_cents(terms["value"], terms.get("currency") or "EUR")


def _places(terms: Mapping[str, Any]) -> str:
    return place_names(terms.get("places", [])) or _("not given")


def place_names(codes: list[str]) -> str:
    """A few places by their name."""
    return ", ".join(dict.fromkeys(map(notice_words.place_label, codes[:MOST_PLACES])))


def _lots(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """Which lots came and which went."""
    earlier, later = before.get("lots", []), after.get("lots", [])
    added = ", ".join(map(notice_words.lot_name, sorted(set(later) - set(earlier))))
    removed = ", ".join(map(notice_words.lot_name, sorted(set(earlier) - set(later))))
    if added and removed:
        return _("Lots added: %(added)s; lots removed: %(removed)s", added=added, removed=removed)
    if added:
        return _("Lots added: %(added)s", added=added)
    return _("Lots removed: %(removed)s", removed=removed)
