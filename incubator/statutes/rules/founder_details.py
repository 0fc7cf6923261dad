"""What founders fill in for the deed: until when it is kept, and what cannot be right."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.statutes.values.founder_details import (
    DetailsOfFounder,
    OrganisationDetails,
    PersonDetails,
    is_dutch,
)

# No longer than the purpose asks (GDPR article 5(1)(e)): a deed that is not there after this long, is not near.
KEPT_WITHOUT_DEED = timedelta(days=90)
POSTCODE = re.compile(r"[1-9]\d{3} ?[A-Z]{2}", re.ASCII)
KVK = re.compile(r"\d{8}", re.ASCII)


def kept_until(asked_at: datetime) -> datetime:
    """Until when a link works and what was filled in is kept, unless the deed is confirmed first."""
    return asked_at + KEPT_WITHOUT_DEED


def what_is_wrong(details: DetailsOfFounder, *, today: date) -> Iterator[RuleViolation]:
    """Each thing that cannot be so, at its field. What was not filled in is not wrong."""
    if details.postcode and is_dutch(details) and not POSTCODE.fullmatch(details.postcode.upper()):
        yield RuleViolation(N_("A Dutch postcode looks like 1234 AB."), field="postcode")
    if isinstance(details, OrganisationDetails):
        if details.kvk and not KVK.fullmatch(details.kvk):
            yield RuleViolation(N_("A KVK number has 8 digits."), field="kvk")
    else:
        yield from _wrong_dates(details, today)


def _wrong_dates(details: PersonDetails, today: date) -> Iterator[RuleViolation]:
    if details.birth_date and details.birth_date >= today:
        yield RuleViolation(N_("A date of birth lies in the past."), field="birth_date")
    if details.document_issued_on and details.document_issued_on > today:
        yield RuleViolation(N_("The document cannot be issued later than today."), field="document_issued_on")
    if details.document_valid_until and details.document_valid_until <= today:
        yield RuleViolation(
            N_("This document is not valid any more. The notary asks for one that is."), field="document_valid_until"
        )
