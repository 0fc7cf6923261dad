"""The currency of the demo: De Zon, with rules by vote, payments of half a year, offers and needs, and a vote that is open."""

from dataclasses import replace
from datetime import timedelta

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.currency.models import Currency, CurrencyAccount
from incubator.currency.services import accounts, deciding, market, paying
from incubator.currency.values import (
    CurrencyBallot,
    CurrencyDecision,
    CurrencyPayment,
    CurrencyStart,
    CurrencyTerms,
    DemurragePeriod,
    MarketCard,
    MarketSide,
)
from incubator.neighbourhood.models import Neighbourhood
from incubator.seed.moment import Moment

BEGAN, VOTED, DECIDED, ASKED = 200, 120, 105, 4  # days ago
HELP, FOOD, GREEN, SPIL = "Hulp aan elkaar", "Eten en drinken", "Groen", "Buurthuis De Spil"
# Who paid whom how much (in hundredths), what for, in which category, how many days ago.
PAYMENTS = (
    ("aisha", "samuel", 200, "Lamp ophangen en lekkage gemaakt", HELP, 96),
    ("fatima", "aisha", 150, "Soep voor twintig mensen", FOOD, 92),
    ("lotte", "fatima", 450, "Oppassen op dinsdag, drie weken", HELP, 75),
    ("samuel", "gardeners", 300, "Voortuin winterklaar", GREEN, 60),
    ("gardeners", "aisha", 250, "Lunch op de werkdag", FOOD, 51),
    ("aisha", "lotte", 100, "Brief aan de verhuurder nagekeken", HELP, 40),
    ("fatima", "gardeners", 150, "Geveltuin", GREEN, 33),
    ("samuel", "fatima", 350, "Trappenhuis samen schoongemaakt", HELP, 26),
    ("lotte", "samuel", 150, "Fietsband en remmen", HELP, 18),
    ("gardeners", "fatima", 100, "Zaal klaargezet voor de vergadering", SPIL, 11),
    ("aisha", "samuel", 50, "Boodschappen gedragen", HELP, 5),
    ("fatima", "lotte", 100, "Uitleg over de jaarrekening", SPIL, 2),
)
CARDS = (
    (
        "samuel",
        MarketSide.OFFER,
        "Kleine klussen in huis",
        HELP,
        100,
        "Een lamp, een kraan, een kast. Ik kom op zaterdag.",
    ),
    ("aisha", MarketSide.OFFER, "Koken voor een feest", FOOD, 300, "Tot dertig mensen. Jullie doen de boodschappen."),
    ("gardeners", MarketSide.OFFER, "Geveltuin aanleggen", GREEN, 400, "Wij halen tegels weg en zetten planten neer."),
    ("fatima", MarketSide.NEED, "Wie leert mij fietsen?", HELP, 100, "Een uur in de week, op een rustig plein."),
    ("lotte", MarketSide.NEED, "Helpen met kerstpakketten inpakken", SPIL, None, "Met z'n vieren zijn we zo klaar."),
)


def currency(place: Neighbourhood, people: dict[str, User], gardeners: Cooperative, at: Moment) -> Currency:
    """De Zon, half a year old."""
    begun = CurrencyStart("De Zon", "zon", "zonnen", "een uur werk voor elkaar", 1)
    made = accounts.start(place, begun, now=at.ago(BEGAN))
    first = _rules(made, people, at)
    opened: dict[str, CurrencyAccount] = {}
    for name in ("fatima", "lotte", "aisha", "samuel"):
        opened[name] = accounts.open_for(made, people[name], today=at.ago(DECIDED - 1).date())
    opened["gardeners"] = accounts.open_for(made, gardeners, today=at.ago(DECIDED - 1).date())
    for number, (payer, receiver, amount, text, category, days) in enumerate(PAYMENTS):
        payment = CurrencyPayment(opened[payer], opened[receiver], amount, text, category, f"demo{number}")
        paying.pay(payment, by=people.get(payer, people["lotte"]), now=at.ago(days))
    for name, side, title, category, price, text in CARDS:
        until = (at.now + timedelta(days=45)).date()
        card = MarketCard(side, title, text, category, until, price, "Spreek me aan in De Spil.")
        market.place(opened[name], card, by=people.get(name, people["lotte"]), now=at.ago(9))
    _open_vote(made, first, people, at)
    return made


def _rules(made: Currency, people: dict[str, User], at: Moment) -> CurrencyTerms:
    """Rules of a first meeting, and those that came out of a vote later."""
    first = CurrencyTerms(at.ago(BEGAN).date(), 1_000, 5_000, -800, 4_000)
    decision = CurrencyDecision(
        at.ago(BEGAN).date(),
        "Buurtvergadering in De Spil",
        "Wij beginnen klein: iedereen mag tien zonnen rood staan. Na een kwartaal kijken we hoe het gaat.",
        "19 voor, 2 tegen, 1 blanco",
    )
    deciding.record(made, first, decision, by=people["fatima"], now=at.ago(BEGAN))
    wider = replace(
        first,
        applies_from=at.ago(DECIDED - 1).date(),
        credit=2_000,
        upper=10_000,
        warn_low=-1_500,
        warn_high=8_000,
        places="\n".join((HELP, FOOD, GREEN, SPIL)),
    )
    text = "Twintig zonnen ruimte in plaats van tien: wie nieuw is, durft dan eerder iets te vragen."
    asked = deciding.propose(made, wider, text, at.ago(DECIDED).date(), 50, by=people["lotte"], now=at.ago(VOTED))
    for name in ("fatima", "lotte", "aisha"):
        deciding.vote(asked, CurrencyBallot.YES, by=people[name], now=at.ago(VOTED - 3))
    deciding.settle_due(made, now=at.ago(DECIDED - 1))
    return wider


def _open_vote(made: Currency, before: CurrencyTerms, people: dict[str, User], at: Moment) -> None:
    closes_on = (at.now + timedelta(days=10)).date()
    wished = replace(
        before,
        applies_from=closes_on + timedelta(days=1),
        demurrage=100,
        demurrage_period=DemurragePeriod.QUARTER,
    )
    text = (
        "Elk kwartaal gaat 1% van wat stil staat naar de pot van de buurt. Van de pot betalen we de koffie in De Spil. "
        "Zo blijven de zonnen rondgaan."
    )
    asked = deciding.propose(made, wished, text, closes_on, 50, by=people["fatima"], now=at.ago(ASKED))
    deciding.vote(asked, CurrencyBallot.YES, by=people["fatima"], now=at.ago(ASKED - 1))
    deciding.vote(asked, CurrencyBallot.NO, by=people["samuel"], now=at.ago(ASKED - 2))
