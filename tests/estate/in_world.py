"""What the register adds to the world of the tests."""

from typing import Any

from incubator.accounts.models import User
from incubator.core import clock
from incubator.estate import queries, services
from incubator.estate.values import EstateNews, EstateSubject
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.services import buildings
from incubator.neighbourhood.values import BuildingTerms, BuildingUse
from tests.estate.factories import day, lease, stated, terms


def estate_world(place: Neighbourhood, by: User) -> dict[str, Any]:
    """Fill the register of a neighbourhood. Gives the numbers by the names of the arguments of addresses."""
    now, today = clock.now(), clock.today()
    known = services.add(place, terms(), now=now, today=today)
    stated = services.state(known, lease(), by=by, now=now, today=today)
    news = EstateNews(today, "Contract", "Gemeente", b"%PDF-1.4 contract", "contract.pdf")
    event = services.hear(known, news, now=now, today=today)
    services.publish(place, with_prices=False, now=now)
    return {"estate_id": known.id, "estate_statement_id": stated.id, "estate_event_id": event.id}


def more_estate(place: Neighbourhood, number: int, by: User) -> None:
    """One more in the register, held in a building of its own; of the first one more statement of each subject, and a document."""
    now, today = clock.now(), clock.today()
    building = buildings.add(place, BuildingTerms(f"Badhuis {number}", "", BuildingUse.SHOP, True), now=now)
    add = terms(name=f"Object {number:02}", building_id=building.id)
    another = services.add(place, add, now=now, today=today)
    for known in {another, min(queries.of_neighbourhood(place.id), key=lambda each: each.id)}:
        services.state(known, lease(cents=100_000 + number), by=by, now=now, today=today)
        owner = stated(EstateSubject.OWNER, who=f"Eigenaar {number}", share=100)
        year = stated(EstateSubject.YEAR, year=2025, income_cents=number, expense_cents=number)
        bought = stated(EstateSubject.PURCHASE, who=f"Verkoper {number}", ends_on=day(-100))
        for about in (owner, year, bought):
            services.state(known, about, by=by, now=now, today=today)
        paper = EstateNews(today, f"Contract {number}", "Gemeente", b"%PDF-1.4 contract", "contract.pdf")
        services.hear(known, paper, now=now, today=today)
    services.publish(place, with_prices=True, now=now)
