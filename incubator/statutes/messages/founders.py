"""Words about the personal data for the deed: labels, how far a founder is, and the letter with the link."""

from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.accounts.models import User
from incubator.core.formatting import as_date
from incubator.core.mail import Letter, Recipient, in_language, link
from incubator.core.outbox import queue_mail
from incubator.core.web import settings
from incubator.statutes.models import FounderDetails
from incubator.statutes.values.founder_details import DocumentKind, MaritalStatus

LABELS = {
    "first_names": _l("All first names"),
    "surname": _l("Surname"),
    "birth_date": _l("Date of birth"),
    "birth_place": _l("Place of birth"),
    "street": _l("Street and number"),
    "postcode": _l("Postcode"),
    "city": _l("Town"),
    "country": _l("Country"),
    "marital_status": _l("Are you married?"),
    "document_kind": _l("Identity document"),
    "document_number": _l("Number of the document"),
    "document_issued_on": _l("Issued on"),
    "document_issued_at": _l("Issued in"),
    "document_valid_until": _l("Valid until"),
    "legal_name": _l("Name in the statutes"),
    "seat": _l("Seat"),
    "kvk": _l("KVK number"),
    "representatives": _l("Who signs for the organisation"),
}
MARITAL_STATUSES = {
    MaritalStatus.SINGLE: _l("No, and no registered partnership"),
    MaritalStatus.MARRIED: _l("Yes, married"),
    MaritalStatus.PARTNERSHIP: _l("Registered partnership"),
}
DOCUMENT_KINDS = {
    DocumentKind.PASSPORT: _l("Passport"),
    DocumentKind.IDENTITY_CARD: _l("Identity card"),
    DocumentKind.DRIVING_LICENCE: _l("Driving licence"),
    DocumentKind.RESIDENCE_PERMIT: _l("Residence permit"),
}


class AskedState(StrEnum):
    """How far a founder is with the data for the deed."""

    NOT_ASKED = "not-asked"
    ASKED = "asked"
    BEGUN = "begun"
    FILLED_IN = "filled-in"
    TAKEN_BACK = "taken-back"


STATE_OF_ASKED = {
    AskedState.NOT_ASKED: ("later", _l("not asked")),
    AskedState.ASKED: ("waiting", _l("asked")),
    AskedState.BEGUN: ("waiting", _l("not everything yet")),
    AskedState.FILLED_IN: ("done", _l("filled in")),
    AskedState.TAKEN_BACK: ("attention", _l("taken back")),
}


def state_of(asked: FounderDetails | None) -> AskedState:
    """How far a founder is, without a word of what was filled in."""
    if asked is None:
        return AskedState.NOT_ASKED
    if asked.removed_at is not None:
        return AskedState.TAKEN_BACK
    if asked.filled_at is not None:
        return AskedState.FILLED_IN
    return AskedState.ASKED if asked.saved_at is None else AskedState.BEGUN


def happened(asked: FounderDetails | None) -> list[str]:
    """What happened on which day, newest last: asked, begun, filled in or taken back; and until when the link works."""
    if asked is None:
        return []
    steps = [_("asked on %(day)s", day=as_date(asked.asked_at))]
    if asked.removed_at is not None:
        return [*steps, _("taken back on %(day)s", day=as_date(asked.removed_at))]
    if asked.filled_at is not None:
        steps.append(_("filled in on %(day)s", day=as_date(asked.filled_at)))
    elif asked.saved_at is not None:
        steps.append(_("last saved on %(day)s", day=as_date(asked.saved_at)))
    return [*steps, _("the link works until %(day)s", day=as_date(asked.expires_at))]


def send_request(asked: FounderDetails, secret: str, email: str, *, by: User, language: str) -> None:
    """Queue the letter that asks a founder for the data for the deed."""
    words = {"by": by.name, "group": asked.cooperative.name, "incubator": settings().name}
    with in_language(language):
        letter = Letter(
            subject=_("Your data for the deed of %(group)s", **words),
            paragraphs=(
                _(
                    "You found %(group)s together with others. The notary needs data of you for the deed. "
                    "Fill them in before %(day)s.",
                    **words,
                    day=as_date(asked.expires_at),
                ),
                _("The link is yours alone: do not send it on. Who has it sees what you filled in."),
            ),
            action=(_("Fill in my data"), link("founders.own", secret=secret)),
            why=_(
                "You get this mail because %(by)s filled in your address at %(incubator)s. "
                "Do you not know this group? Then you need not do anything.",
                **words,
            ),
        )
    to = Recipient(email, asked.name, language)
    queue_mail(letter, to=to, key=f"founder-details:{(asked.token_hash or '')[:24]}")
