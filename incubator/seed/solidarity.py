"""The solidarity fund of the demo: De Buffer, of three cooperatives, with support, a vote that is open and somebody who is lent."""

from datetime import timedelta

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.quantities import months_later
from incubator.neighbourhood import services as neighbourhoods
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.services import groups as asking
from incubator.neighbourhood.values import NeighbourhoodRole
from incubator.seed.moment import Moment
from incubator.solidarity.models import SolidarityFund, SolidarityMember
from incubator.solidarity.services import deciding, funds, money, people
from incubator.solidarity.values import (
    ContributionTerms,
    FundReceipt,
    JoiningAct,
    PeopleLoanTerms,
    QuestionKind,
    ReturnRule,
    SolidarityChoice,
    SolidarityDecision,
    SolidarityTerms,
    SupportAsk,
    SupportReturn,
    WagePayer,
    WhoIsNamed,
    WithinLimit,
    WorkLead,
)

BEGAN, ASKED, CLOSED = 128, 90, 76  # days ago
USED_FOR = (
    "Een slecht kwartaal opvangen, lonen doorbetalen als werk wegvalt, en apparaten die we samen gebruiken. "
    "Niet voor gewone uitgaven die elk jaar terugkomen."
)
WHY_RULES = (
    "Wie dit jaar overhoudt, helpt wie dit jaar tekortkomt. Vijf procent is te dragen, en samen is het genoeg om twee mensen "
    "een paar maanden door te betalen."
)
PUT_IN = (("gardeners", 300_000, 104), ("cooks", 120_000, 101), ("carers", 420_000, 98))


def solidarity(
    place: Neighbourhood, who: dict[str, User], groups: dict[str, Cooperative], at: Moment
) -> SolidarityFund:
    """De Buffer, a few months old. `groups` are cooks, gardeners and carers."""
    _carers_take_part(place, who, groups["carers"], at)
    fund = funds.start(place, "De Buffer", now=at.ago(BEGAN))
    began = at.ago(BEGAN).date()
    terms = SolidarityTerms(began, 500, USED_FOR, 750_000, ReturnRule.EITHER, 50, 6, 600)
    decision = SolidarityDecision(began, "Avond van de drie coöperaties in De Spil", WHY_RULES)
    funds.record_rules(fund, terms, decision, by=who["fatima"], now=at.ago(BEGAN))
    signers = {"gardeners": who["lotte"], "cooks": who["aisha"], "carers": who["priya"]}
    members = {}
    for name, group in groups.items():
        act = JoiningAct(at.ago(BEGAN - 2).date(), "het bestuur", "notulen van het bestuur, punt 3")
        members[name] = funds.join(fund, group, act, now=at.ago(BEGAN - 4))
    for name, cents, days in PUT_IN:
        paid = ContributionTerms(at.ago(days).year - 1, cents, at.ago(days).date(), "afschrift van de bank")
        money.contribute(members[name], paid, by=signers[name], now=at.ago(days))
    for name, answer in (("gardeners", WithinLimit.YES), ("cooks", WithinLimit.YES)):
        funds.answer_ratio(members[name], answer, now=at.ago(95))
    _wages(fund, members, signers, at)
    _oven(members, signers, at)
    _gardener(members, at)
    funds.publish(fund, now=at.ago(60))
    return fund


def _carers_take_part(place: Neighbourhood, who: dict[str, User], carers: Cooperative, at: Moment) -> None:
    neighbourhoods.join(place, who["priya"], NeighbourhoodRole.PARTICIPANT, today=at.ago(140).date())
    asked = asking.ask(place, carers.name, by=who["fatima"], now=at.ago(140))
    asking.answer(asked, agrees=True, is_public=True, by=who["priya"], now=at.ago(136))


def _wages(fund: SolidarityFund, members: dict[str, SolidarityMember], signers: dict[str, User], at: Moment) -> None:
    """The carers lost a client; the others paid two people on for two months, and a part came back."""
    why = (
        "Twee mensen doorbetalen nu een opdracht wegvalt\n\nDe gemeente stopt in de zomer met een deel van de huishoudelijke hulp. "
        "In het najaar begint een nieuwe opdracht. Die twee maanden willen we overbruggen."
    )
    ask = SupportAsk(QuestionKind.WAGES, 500_000, 2, 2, why, SupportReturn.PAYBACK, at.ago(CLOSED).date())
    support = deciding.ask(members["carers"], ask, by=signers["carers"], now=at.ago(ASKED))
    for name in ("gardeners", "cooks"):
        deciding.vote(support.question, members[name], SolidarityChoice.YES, by=signers[name], now=at.ago(ASKED - 6))
    deciding.settle_due(fund, now=at.ago(CLOSED - 1))
    paid = FundReceipt(at.ago(CLOSED - 4).date(), 500_000, "afschrift 14 van het fonds", "demo-paid")
    money.pay(support, paid, by=signers["gardeners"], now=at.ago(CLOSED - 4))
    back = FundReceipt(at.ago(12).date(), 100_000, "afschrift 19 van het fonds", "demo-back")
    money.repay(support, back, by=signers["carers"], now=at.ago(12))


def _oven(members: dict[str, SolidarityMember], signers: dict[str, User], at: Moment) -> None:
    """The cooks ask for an oven; one of the others has voted."""
    why = (
        "Een tweede oven voor de buurtkeuken\n\nNu is er één oven. Gaat die stuk, dan is er geen eten. Een tweedehands oven kost "
        "2.400 euro. We betalen in een jaar terug: 200 euro per maand."
    )
    closes_on = at.today + timedelta(days=8)
    ask = SupportAsk(QuestionKind.MONEY, 240_000, None, None, why, SupportReturn.PAYBACK, closes_on)
    support = deciding.ask(members["cooks"], ask, by=signers["cooks"], now=at.ago(5))
    deciding.vote(support.question, members["gardeners"], SolidarityChoice.YES, by=signers["gardeners"], now=at.ago(2))


def _gardener(members: dict[str, SolidarityMember], at: Moment) -> None:
    """A gardener works in the herb garden of the cooks, two mornings a week."""
    began = at.ago(70).date()
    terms = PeopleLoanTerms(
        "hovenier, twee ochtenden",
        WhoIsNamed.ROLE,
        "",
        800,
        began,
        months_later(began, 6),
        "Een kruidentuin naast de keuken aanleggen en twee koks leren hoe ze die bijhouden.",
        WagePayer.LENDER,
        WorkLead.BORROWER,
        2_650,
    )
    loan = people.lend(members["gardeners"], members["cooks"], terms, now=at.ago(75))
    sides = {members["gardeners"].id, members["cooks"].id}
    people.agree(loan, sides, seen=people.fingerprint(loan), now=at.ago(72))
    first = people.write_hours(loan, at.ago(62).date(), 2_400, now=at.ago(40))
    people.settle(first, at.ago(30).date(), "factuur 2, betaald", now=at.ago(30))
    people.write_hours(loan, at.ago(31).date(), 3_200, now=at.ago(10))
