"""Land and buildings of the demo: a bathhouse under lease with a right to buy, and a garden on ground lease."""

from datetime import date, timedelta

from incubator.accounts.models import User
from incubator.core.quantities import months_later
from incubator.estate import services
from incubator.estate.models import EstateObject
from incubator.estate.values import (
    EstateKind,
    EstateNews,
    EstateSaid,
    EstateState,
    EstateSubject,
    EstateTerms,
    HoldingForm,
    RentPeriod,
)
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries import buildings
from incubator.neighbourhood.values import Certainty, StatedGround
from incubator.seed.moment import Moment

NO_PROFIT = (
    "Wie stopt, krijgt de eigen inleg terug, met de stijging van de prijzen. Een verkoop gaat eerst langs de "
    "buurtvergadering, en de winst blijft in de wijk."
)


def estates(place: Neighbourhood, people: dict[str, User], at: Moment) -> None:
    """Two in the register, one of which asks for attention; public without prices."""
    _bathhouse(place, people["fatima"], at)
    _garden(place, people["lotte"], at)
    services.publish(place, with_prices=False, now=at.ago(20))


def _say(known: EstateObject, by: User, at: Moment, days: int, new: EstateSaid) -> None:
    services.state(known, new, by=by, now=at.ago(days), today=at.today)


def _ground(source: str, who: str, on: date) -> StatedGround:
    return StatedGround(Certainty.FACT, source, who, on)


def _bathhouse(place: Neighbourhood, by: User, at: Moment) -> None:
    known = {each.name: each.id for each in buildings.of_place(place)}
    terms = EstateTerms(
        EstateKind.BUILDING,
        "Het oude badhuis",
        "Zonneplein 12",
        HoldingForm.RENT,
        EstateState.AGREED,
        "De koks willen er een buurtkeuken. De buurtkamer zoekt er twee ochtenden in de week.",
        NO_PROFIT,
        known.get("Het oude badhuis"),
    )
    made = services.add(place, terms, now=at.ago(80), today=at.ago(80).date())
    stated_on = at.ago(75).date()
    owner = _ground("brief van Zonhof", "Woningcorporatie Zonhof", stated_on)
    _say(made, by, at, 75, EstateSaid(EstateSubject.OWNER, owner, who="Woningcorporatie Zonhof", share=10_000))
    begins = months_later(at.today, 1)
    lease = EstateSaid(
        EstateSubject.LEASE,
        _ground("ontwerp van het huurcontract", "Woningcorporatie Zonhof", at.ago(25).date()),
        who="Woningcorporatie Zonhof",
        begins_on=begins,
        ends_on=months_later(begins, 60),
        review_on=months_later(begins, 12),
        cents=95_000,
        period=RentPeriod.MONTH,
        notice_months=6,
        words="Elk jaar zoveel als de prijzen stijgen, en hoogstens 3 procent.",
    )
    _say(made, by, at, 25, lease)
    _option(made, by, at)


def _option(made: EstateObject, by: User, at: Moment) -> None:
    """A right to buy, and the letter in which it stands."""
    option = EstateSaid(
        EstateSubject.PURCHASE,
        _ground("brief van Zonhof", "Woningcorporatie Zonhof", at.ago(25).date()),
        who="De koks, als eerste (voorkeur)",
        ends_on=months_later(at.today, 24),
        words="De waarde volgens een taxateur die beide partijen kiezen, min wat de huurders zelf verbouwden.",
        notary="Nog geen akte: de notaris kijkt ernaar.",
    )
    _say(made, by, at, 25, option)
    news = EstateNews(at.ago(25).date(), "Zonhof stuurde een ontwerp van het huurcontract", "Woningcorporatie Zonhof")
    services.hear(made, news, now=at.ago(25), today=at.today)


def _garden(place: Neighbourhood, by: User, at: Moment) -> None:
    terms = EstateTerms(
        EstateKind.PARCEL,
        "De moestuin achter de Zonnestraat",
        "Naast Zonnestraat 40",
        HoldingForm.LOAN,
        EstateState.HELD,
        "De hoveniers en de koks, en dertig bewoners met een eigen moestuinbed.",
        "",
    )
    made = services.add(place, terms, now=at.ago(260), today=at.ago(260).date())
    stated_on = at.ago(250).date()
    owner = _ground("kaart van de gemeente", "Gemeente Utrecht, afdeling groen", stated_on)
    _say(made, by, at, 250, EstateSaid(EstateSubject.OWNER, owner, who="Gemeente Utrecht", share=10_000))
    use = EstateSaid(
        EstateSubject.LEASE,
        _ground("afspraak op papier", "Gemeente Utrecht, afdeling groen", stated_on),
        who="Gemeente Utrecht",
        begins_on=stated_on,
        ends_on=at.today + timedelta(days=45),
        notice_months=3,
    )
    _say(made, by, at, 250, use)
    figures = EstateSaid(
        EstateSubject.YEAR,
        _ground("kasboek van de tuin", "werkgroep tuin", at.ago(200).date()),
        year=at.today.year - 1,
        income_cents=64_000,
        expense_cents=51_250,
    )
    _say(made, by, at, 200, figures)
