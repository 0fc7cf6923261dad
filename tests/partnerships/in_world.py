"""What partnerships add to the world of the tests: one that waits for its yeses, and one that is public."""

from typing import Any

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.neighbourhood.models import Neighbourhood
from incubator.partnerships import queries, services
from incubator.partnerships.models import Partnership
from incubator.partnerships.rules.checks import MOST_PARTIES
from incubator.partnerships.values import (
    AgreementParty,
    AgreementTerms,
    Contribution,
    ContributionKind,
    PartyKind,
    PublicRole,
    SaidYes,
)

CITY = AgreementParty(0, PartyKind.GOVERNMENT, "Gemeente", PublicRole.CUSTOMER, "wethouder")
GROUP = AgreementParty(0, PartyKind.GROUP, "")


def two_sides(place: Neighbourhood, title: str, group: Cooperative, by: User) -> Partnership:
    """A partnership of the municipality and a group, with a contribution, to which nobody said yes yet."""
    now = clock.now()
    known = services.begin(place, title, AgreementTerms(task="Het plein groen houden."), by=by, now=now)
    services.add_party(known, CITY, None, by=by, now=now)
    services.add_party(known, GROUP, group, by=by, now=now)
    city = queries.newest(known).text.parties[0].party_id
    work = Contribution(0, city, ContributionKind.PURCHASE, "Onderhoud", "brief")
    services.bring_in(known, work, by=by, now=now)
    return known


def all_agree(known: Partnership, by: User) -> None:
    """Each party says yes to the newest version."""
    answer = SaidYes(clock.today(), "wethouder", "brief")
    seen = queries.newest(known).number
    parties = {each.party_id for each in queries.newest(known).text.parties}
    for party in known.parties:
        if party.id not in parties:
            continue
        services.say_yes(party, answer, seen=seen, by=by, now=clock.now(), today=clock.today())


def one_of_everything(place: Neighbourhood, group: Cooperative, by: User) -> dict[str, Any]:
    """Fill the partnerships of a neighbourhood. Gives the numbers by the names of the arguments of addresses."""
    known = two_sides(place, "Groen op het plein", group, by)
    public = two_sides(place, "Keuken", group, by)
    all_agree(public, by)
    services.publish(public, now=clock.now())
    return {
        "partnership_number": known.id,
        "agreed_number": public.id,
        "city_party_id": queries.newest(known).text.parties[0].party_id,
    }


def more(place: Neighbourhood, group: Cooperative, number: int, by: User) -> None:
    """One partnership more that is public, and of the first one more of everything that its page shows."""
    another = two_sides(place, f"Samen {number}", group, by)
    all_agree(another, by)
    services.publish(another, now=clock.now())
    first = queries.of_neighbourhood(place.id)[-1]
    # A text holds twelve parties at most.
    if number and len(queries.newest(first).text.parties) < MOST_PARTIES:
        services.add_party(first, GROUP, group, by=by, now=clock.now())
    all_agree(first, by)
