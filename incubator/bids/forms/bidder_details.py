"""The address and the contact of who bids, as people type them."""

import re
from collections.abc import Callable, Sequence

from werkzeug.datastructures import MultiDict

from incubator.bids.forms.declarations import TypedAnswers
from incubator.core import email_addresses
from incubator.core.errors import RuleViolation
from incubator.core.forms import readable
from incubator.core.i18n import explain
from incubator.core.i18n import mark as N_

LONGEST = 300  # letters
# As in the Netherlands, or four to six digits as elsewhere, with the country before them where people are used to that.
_POSTCODE = re.compile(r"[1-9]\d{3} ?[a-z]{2}|(?:[a-z]{1,2}-?)?\d{4,6}", re.IGNORECASE | re.ASCII)
_PHONE = re.compile(r"\+?[\d ()./-]+", re.ASCII)
_FEWEST_DIGITS, _MOST_DIGITS = 5, 15  # "14 030"; ITU-T E.164
_WEBSITE = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?", re.IGNORECASE)


def read_bidder(names: Sequence[str], sent: MultiDict[str, str]) -> TypedAnswers:
    """What was sent in these fields, with what is wrong in each; an empty field stays open and is not wrong."""
    read = TypedAnswers()
    for name in names:
        text = str(readable(sent.get(name, ""))).strip()
        read.typed[name] = [text]
        try:
            _check(name, text)
        except RuleViolation as refused:
            read.errors[name] = explain(refused)
            continue
        read.answers[name] = [[text, ""]] if text else []
    return read


def _check(name: str, text: str) -> None:
    if len(text) > LONGEST:
        raise RuleViolation(N_("This text is too long."))
    if text and name in CHECKS:
        CHECKS[name](text)


def _check_postcode(text: str) -> None:
    if not _POSTCODE.fullmatch(text):
        raise RuleViolation(N_("Write a postcode as 3511 AB, or as the country of the firm does."))


def _check_email(text: str) -> None:
    if not email_addresses.is_address(text):
        raise RuleViolation(N_("This is no e-mail address."))


def _check_phone(text: str) -> None:
    digits = sum(map(str.isdigit, text))
    if not _PHONE.fullmatch(text) or not _FEWEST_DIGITS <= digits <= _MOST_DIGITS:
        raise RuleViolation(N_("Write a telephone number in digits, as 030 123 45 67."))


def _check_website(text: str) -> None:
    if not _WEBSITE.fullmatch(text):
        raise RuleViolation(N_("Write the address of a website, as www.example.org."))


CHECKS: dict[str, Callable[[str], None]] = {
    "postcode": _check_postcode,
    "email": _check_email,
    "phone": _check_phone,
    "website": _check_website,
}
