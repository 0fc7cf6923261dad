"""How the founded cooperatives of the demo came to be: statutes, a coach who agreed, the deed, the register and what was paid."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.quantities import read_cents
from incubator.register import services as register
from incubator.register.models import Member
from incubator.register.values import Decision, EntryKind, Founding, Person
from incubator.reviews import services as reviews
from incubator.seed.moment import Moment
from incubator.statutes import services as statutes
from incubator.statutes.queries import founders as asked_founders
from incubator.statutes.services import founders
from incubator.statutes.values.founder_details import DocumentKind, MaritalStatus, PersonDetails
from incubator.statutes.values.prefilling import BRIDGES, with_values
from incubator.statutes.values.schema import example

# Made up, as everything here: no document has this number.
JOKE = PersonDetails(
    first_names="Johanna Maria",
    surname="van den Berg",
    birth_date=date(1985, 3, 14),
    birth_place="Deventer",
    street="Kanaalstraat 12",
    postcode="3531 CJ",
    city="Utrecht",
    marital_status=MaritalStatus.PARTNERSHIP,
    document_kind=DocumentKind.IDENTITY_CARD,
    document_number="DEMO12345",
    document_issued_on=date(2024, 5, 2),
    document_issued_at="Burgemeester van Utrecht",
    document_valid_until=date(2034, 5, 2),
)
NOTARY = "mr. C. van Dalen te Utrecht"


@dataclass(frozen=True, slots=True)
class DemoDeed:
    """When the deed was signed, in days before today, and what the trade register gave."""

    days: int
    kvk: str


def answers_from(facts: dict[str, Any], signed: date) -> dict[str, Any]:
    """The usual statutes of a worker cooperative, with what this group says of itself."""
    own = {bridge.path: bridge.to_answer(facts[bridge.key]) for bridge in BRIDGES if bridge.key in facts}
    names = [founder["name"] for founder in facts["people.founders"]]
    return with_values(
        example(),
        {
            **own,
            "deed.signed_on": signed.isoformat(),
            "deed.notary_id": NOTARY,
            "address": None,
            "first_board": names[:3],
            "fiscal_year.first_end": f"{signed.year}-12-31",
            "capital.instalments": 10,
        },
    )


def establish(
    group: Cooperative, facts: dict[str, Any], deed: DemoDeed, at: Moment, *, founder: User, coach: User, manager: User
) -> list[Member]:
    """From the text that the coach agreed with to a register with members who paid."""
    signed = at.ago(deed.days).date()
    statutes.import_answers(group, answers_from(facts, signed), author=founder, now=at.ago(deed.days + 25))
    work = statutes.hand_in(group, by=founder, now=at.ago(deed.days + 24))
    reviews.claim(work, coach=coach, now=at.ago(deed.days + 19))
    verdict = "Duidelijk en volledig. Neem de toets aan de wet mee naar de notaris."
    reviews.approve(work, verdict, coach=coach, now=at.ago(deed.days + 18))
    written = at.ago(deed.days + 17)
    statutes.make_version(group, author=founder, now=written, today=written.date())
    recorded = at.ago(deed.days - 4)
    done = Founding(signed, NOTARY, deed.kvk, signed + timedelta(days=3))
    members = register.record_founding(group, done, author=manager, now=recorded, today=recorded.date())
    cents = read_cents(facts["capital.contribution"])
    # The third has paid half, so that a balance differs from the contribution.
    for member, part in zip(members, (1, 1, 2), strict=False):
        pay(member, cents // part, at, days=deed.days - 10, author=founder)
    return members


def admit(group: Cooperative, name: str, at: Moment, *, days: int, author: User) -> Member:
    """A new member, admitted by the board."""
    decided = at.ago(days).date()
    decision = Decision("bestuur", decided, decided + timedelta(days=7))
    return register.admit(group, Person(name), decision, author=author, now=at.ago(days - 7))


def ask_to_join(group: Cooperative, name: str, at: Moment, *, days: int, author: User) -> Member:
    """Somebody who wants to become a member, about whom the board has still to decide."""
    on = at.ago(days)
    received = register.ApplicationReceived(on.date(), in_writing=True, note="Werkt al twee dagen in de week mee.")
    return register.apply(group, Person(name), received, author=author, now=on)


def move(member: Member, address: str, at: Moment, *, days: int, author: User) -> None:
    """A member has another address; the register keeps the old."""
    on = at.ago(days)
    data = {"name": member.name, "address": address, "email": member.email, "email_consent": member.email_consent}
    register.change(member, data, on.date(), author=author, now=on)


def pay(member: Member, cents: int, at: Moment, *, days: int, author: User, note: str = "per bank") -> None:
    """A payment on the account of a member."""
    on = at.ago(days)
    register.enter_payment(member, EntryKind.CONTRIBUTION, cents, on=on.date(), note=note, author=author, now=on)


def ask_for_data(group: Cooperative, people: dict[str, PersonDetails | None], at: Moment, *, by: User) -> None:
    """Ask founders by their names for the data for the deed; who filled them in, did so the next day."""
    for entry in asked_founders.founders(group):
        name = entry.founder.name
        if name not in people:
            continue
        row, _secret = founders.ask(entry, by=by, now=at.ago(2))
        details = people[name]
        if details is not None:
            founders.save(row, details, now=at.ago(1), today=at.ago(1).date())
