"""The loan fund of the demo: money of a larger fund, a loan that runs, one that is late, and an application that waits."""

from datetime import timedelta

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.quantities import months_later
from incubator.lending.models import GrantedLoan, LendingFund, LoanApplication
from incubator.lending.queries.loans import all_loans
from incubator.lending.services import applying, borrowing, deciding, funds, loans
from incubator.lending.values import (
    CommitteeChoice,
    CommitteeVerdict,
    FundTerms,
    Gift,
    GiverKind,
    LoanBooking,
    LoanForm,
    LoanPart,
    LoanRequest,
    LoanTerms,
    SubordinatedTerms,
)
from incubator.neighbourhood.models import Neighbourhood
from incubator.seed.moment import Moment

BEGAN = 200  # days ago


def fund(place: Neighbourhood, people: dict[str, User], groups: tuple[Cooperative, ...], at: Moment) -> LendingFund:
    """The fund with its terms, its money, its committee and its loans."""
    by, began = people["fatima"], at.ago(BEGAN)
    made = funds.start(place, "Het Zonnefonds", now=began)
    terms = FundTerms(
        began.date(), 1_500_000, 6, 60, 300, 4000, 2, "Vergadering van de groepen in De Spil, punt 3 van de agenda."
    )
    funds.set_terms(made, terms, by=by, now=began)
    for giver, kind, amount, agreement in (
        ("Fonds Nieuwe Buurten", GiverKind.FUND, 4_000_000, "Toekenningsbrief van het fonds"),
        (
            "Buurtfonds Zonneplein",
            GiverKind.NEIGHBOURHOOD,
            500_000,
            "Besluit van het bestuur, brief van de penningmeester",
        ),
    ):
        gift = Gift(kind, giver, amount, at.ago(BEGAN - 3).date(), agreement)
        funds.receive(made, gift, giver, by=by, now=at.ago(BEGAN - 3))
    for name in ("fatima", "samuel", "aisha"):
        funds.appoint(made, people[name], began.date(), "Gekozen door de groepen")
    funds.publish(made, now=began)
    gardeners, cooks = groups
    for group, coordinator in ((gardeners, people["lotte"]), (cooks, people["aisha"])):
        funds.join(made, group, by=coordinator, today=at.ago(BEGAN - 5).date())
    _borrowed(made, people, at)
    _garden(made, gardeners, people, at)
    _kitchen(made, cooks, people, at)
    _waiting(made, gardeners, people, at)
    return made


def _borrowed(made: LendingFund, people: dict[str, User], at: Moment) -> None:
    on = at.ago(180)
    terms = LoanTerms(300_000, 150, LoanForm.BULLET, 36, 3, 0, months_later(on.date(), 12))
    lent = SubordinatedTerms(
        "Drie bewoners van het Zonneplein",
        terms,
        "na alle andere schulden van het fonds",
        "Overeenkomst van achtergestelde lening",
        on.date(),
    )
    borrowing.borrow(made, None, lent, by=people["fatima"], now=on)


def _asked(made: LendingFund, group: Cooperative, request: LoanRequest, by: User, at: Moment) -> LoanApplication:
    applied = applying.begin(made, group, by=by, now=at.now)
    plan = applied.plan or request.plan
    kept = LoanRequest(
        request.amount,
        request.months,
        request.purpose,
        plan,
        applied.plan_source,
        applied.plan_on,
        request.other_money,
    )
    applying.change(applied, kept)
    return applied


def _granted(applied: LoanApplication, terms: LoanTerms, advisers: tuple[User, ...], at: Moment) -> GrantedLoan:
    for adviser in advisers:
        reason = "Het plan is eerlijk over wat kan tegenzitten, en de buurt heeft er iets aan."
        deciding.advise(applied, CommitteeChoice.GRANT, reason, by=adviser, now=at.now)
    verdict = CommitteeVerdict(
        CommitteeChoice.GRANT,
        "Het plan klopt en de groep kan de termijnen betalen.",
        "Elk kwartaal een kort verslag aan de commissie.",
        terms,
        True,
    )
    deciding.decide(applied, verdict, by=advisers[0], now=at.now)
    return all_loans(applied.fund)[-1]


def _paid_out(loan: GrantedLoan, proof: str, by: User, at: Moment) -> None:
    first = loan.schedules[0].terms_of(loan.amount)
    out = LoanBooking(at.today, 0, proof, "out", LoanPart.PAYOUT)
    loans.pay_out(loan, out, first, by=by, now=at.now)


def _on(at: Moment, days: int) -> Moment:
    """The same demo, seen from an earlier day."""
    return Moment(at.ago(days), at.ago(days).date())


def _garden(made: LendingFund, group: Cooperative, people: dict[str, User], at: Moment) -> None:
    """A loan for a van: two instalments were paid."""
    request = LoanRequest(
        1_200_000,
        24,
        "Een tweedehands elektrisch busje voor het gereedschap.",
        "Met het busje doen we twee tuinen op een dag. Dat levert volgens onze begroting 900 euro per maand op.",
        "",
        None,
        "De leden leggen zelf 3.000 euro in.",
    )
    day = _on(at, 90)
    applied = _asked(made, group, request, people["lotte"], day)
    applying.guarantee(applied, "Woningcorporatie Zonhof", 300_000, "Brief van de directie")
    applying.hand_in(applied, now=day.now)
    first_on = at.ago(50).date()
    terms = LoanTerms(1_200_000, 300, LoanForm.LINEAR, 24, 1, 0, first_on)
    loan = _granted(applied, terms, (people["fatima"], people["samuel"]), _on(at, 85))
    _paid_out(loan, "afschrift 14", people["fatima"], _on(at, 80))
    for number, on in enumerate((first_on, months_later(first_on, 1))):
        payment = LoanBooking(on, 53_000 - 125 * number, f"afschrift {17 + 3 * number}", f"r{number}")
        loans.repay(loan, payment, by=people["fatima"], now=at.ago((at.today - on).days))


def _kitchen(made: LendingFund, group: Cooperative, people: dict[str, User], at: Moment) -> None:
    """A loan for a cold store: the last instalment did not come yet."""
    request = LoanRequest(
        450_000,
        18,
        "Een koelcel en een bakfiets voor de buurtkeuken.",
        "We koken voor drie scholen. Met een koelcel kunnen we een dag vooruit koken, en er twee scholen bij nemen.",
        "",
        None,
        "Een gift van 1.000 euro van de kerk.",
    )
    day = _on(at, 100)
    applied = _asked(made, group, request, people["aisha"], day)
    applying.hand_in(applied, now=day.now)
    first_on = months_later(at.ago(12).date(), -1)
    terms = LoanTerms(450_000, 300, LoanForm.ANNUITY, 18, 1, 0, first_on)
    loan = _granted(applied, terms, (people["fatima"], people["samuel"]), _on(at, 95))
    _paid_out(loan, "afschrift 12", people["fatima"], _on(at, 92))
    on = first_on + timedelta(days=1)
    paid = LoanBooking(on, 25_600, "afschrift 20", "r1")
    loans.repay(loan, paid, by=people["fatima"], now=at.ago((at.today - on).days))


def _waiting(made: LendingFund, group: Cooperative, people: dict[str, User], at: Moment) -> None:
    """A second application of the gardeners, that waits for the committee."""
    request = LoanRequest(
        350_000,
        12,
        "Zaaigoed, potgrond en een kas voor de stekken.",
        "In het voorjaar verkopen we stekken op de markt. Vorig jaar was alles in drie weken weg.",
        "",
        None,
        "Voorverkoop aan buren: 600 euro.",
    )
    day = _on(at, 6)
    applied = _asked(made, group, request, people["lotte"], day)
    applying.hand_in(applied, now=day.now)
    reason = "Een klein bedrag en een korte looptijd. Ik wil wel weten wat er gebeurt als het voorjaar nat is."
    deciding.advise(applied, CommitteeChoice.GRANT, reason, by=people["samuel"], now=at.ago(3))
