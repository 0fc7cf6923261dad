"""What the gardeners of the demo know of their buyer: a contract that nears its end, and a talk with what was agreed. All made up."""

from datetime import timedelta

from incubator.accounts.models import User
from incubator.challenges.queries import group_buyers
from incubator.challenges.queries.buyers import authority_named
from incubator.challenges.services import buyers, contracts
from incubator.challenges.values.buyers import ContactDetails, TalkNote
from incubator.challenges.values.contracts import ContractAnswers
from incubator.cooperatives.models import Cooperative
from incubator.core import quantities
from incubator.core.reference.authorities import address_of
from incubator.seed.moment import Moment

AUTHORITY = "GM0344"
MONTHS_LEFT = 14  # late enough to begin now, early enough for the authority to decide
OFFICER = ContactDetails("Voorbeeld van een contact", "inkoopadviseur", "inkoop@example.org")


def contract(group: Cooperative, by: User, at: Moment) -> None:
    """The contract that the group asked for under the Open Government Act, as it wrote down the answer."""
    answers = ContractAnswers(
        AUTHORITY,
        "Groenonderhoud Zonnewijk (voorbeeld)",
        "Antwoord op een Woo-verzoek, verzonnen voor deze demo",
        supplier="Een groenbedrijf van buiten de wijk",
        cpv="77310000",
        ends_on=quantities.months_later(at.today, MONTHS_LEFT),
        options=1,
        option_months=12,
        value_cents=18_000_000,
        source_on=at.ago(9).date(),
    )
    contracts.record(answers, group, by=by, now=at.ago(9))


def talk(group: Cooperative, by: User, at: Moment) -> None:
    """A first talk, of which the next step is still to come."""
    buyer = authority_named(AUTHORITY)
    assert buyer is not None
    buyers.add(group, buyer, now=at.ago(12))
    row = group_buyers.group_buyer(group, AUTHORITY)
    assert row is not None
    buyers.add_contact(row, OFFICER, by=by, now=at.ago(12))
    note = TalkNote(
        at.ago(10).date(),
        "Klein werk gaat naar een bedrijf dat de afdeling kent. Ze willen graag zien wat wij doen.",
        OFFICER.name,
        "Foto's en een prijs per uur sturen",
        at.today + timedelta(days=7),
    )
    url = f"/cooperaties/{group.slug}/opdrachtgevers/{address_of(AUTHORITY)}"
    buyers.write_down(row, note, by=by, url=url, now=at.ago(10), today=at.ago(10).date())
