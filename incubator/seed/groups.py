"""The four groups of the demo: each somewhere else on the way, with work in every state."""

from datetime import datetime
from typing import Any

from incubator.accounts.models import User
from incubator.bids.rules.contracts import ContractTerms
from incubator.bids.services import contracts
from incubator.cooperatives import services as groups
from incubator.cooperatives.models import Cooperative, ParticipationRole
from incubator.cooperatives.values import FactSource, FactSourceKind, Phase
from incubator.learning import queries as learning_queries
from incubator.learning import services as learning
from incubator.learning.queries import Place
from incubator.register import services as register
from incubator.register.values import MembershipNotice
from incubator.reviews import services as reviews
from incubator.reviews.models import Round
from incubator.seed import capital, founding
from incubator.seed.answers import answers, facts
from incubator.seed.founding import DemoDeed
from incubator.seed.moment import Moment
from incubator.statutes import services as statutes

UTRECHT = "GM0344"


def start(name: str, phase: Phase, people: list[User], coach: User, *, began: datetime) -> Cooperative:
    """A group; the first of its people coordinates."""
    group = groups.start_group(
        name,
        municipality=UTRECHT,
        neighbourhood="Zonnewijk",
        founder=people[0],
        now=began,
        today=began.date(),
        phase=phase,
    )
    for user in people[1:]:
        groups.add_participant(group, user, ParticipationRole.MEMBER, today=began.date())
    groups.assign_coach(group, coach, today=began.date())
    learning.start_track(group, learning_queries.library().first_track, now=began)
    return group


def place(group: Cooperative, lesson: str) -> Place:
    """A lesson of a group."""
    chosen = learning_queries.lesson(lesson)
    if chosen is None:
        raise ValueError(f"The demo knows no lesson {lesson!r}")
    return Place(group, chosen)


def write(group: Cooperative, lesson: str, written: dict[str, Any], by: User, when: datetime) -> Place:
    """Write the answers of a lesson's exercise."""
    where = place(group, lesson)
    stored = learning_queries.draft(where)
    learning.mark_read(where, by, len(where.lesson.written.pieces), now=when)
    learning.save(where, written, began_with=stored.number if stored else 0, by=by, now=when)
    return where


def hand_in(group: Cooperative, lesson: str, written: dict[str, Any], by: User, when: datetime) -> Round:
    return learning.hand_in(write(group, lesson, written, by, when), by=by, now=when)


def approve(work: Round, coach: User, when: datetime, verdict: str) -> None:
    reviews.claim(work, coach=coach, now=when)
    reviews.approve(work, verdict, coach=coach, now=when)


def send_back(work: Round, coach: User, when: datetime, remarks: dict[str, str], verdict: str) -> None:
    reviews.claim(work, coach=coach, now=when)
    reviews.save_remarks(work, remarks, verdict, coach=coach, now=when)
    reviews.return_to_group(work, verdict, coach=coach, now=when)


def tell(group: Cooperative, known: dict[str, Any], author: User, when: datetime) -> None:
    """Facts that a group entered itself."""
    for key, value in known.items():
        groups.record_fact(
            group, key, value, source=FactSource(FactSourceKind.ENTERED), author=author, now=when, approved=True
        )


def kitchen(people: dict[str, User], at: Moment) -> Cooperative:
    """F1: cooks with an idea; the first lesson is approved, the second came back with remarks."""
    cook, other = people["aisha"], people["bram"]
    group = start("Kookgroep De Lange Tafel", Phase.F1, [cook, other], people["youssef"], began=at.ago(64))
    work = hand_in(group, "past-een-werkcooperatie-bij-ons", answers("kitchen", "idea"), cook, at.ago(50))
    approve(work, people["youssef"], at.ago(47), "Mooi concreet. Jullie hebben al twee klanten die je kunt bellen.")
    work = hand_in(group, "samen-beslissen", answers("kitchen", "together"), other, at.ago(12))
    remarks = {
        "conflict": "Wat doen jullie als de buddy er ook niet uitkomt?",
        "leaving": "Zet erbij wie de borg van de keuken heeft betaald.",
    }
    send_back(
        work, people["youssef"], at.ago(9), remarks, "Bijna goed. Maak de ladder bij ruzie af, dan keur ik het goed."
    )
    return group


def cleaners(people: dict[str, User], at: Moment) -> Cooperative:
    """F4: cleaners who write their statutes; the lesson on name and purpose waits for the coach."""
    fatima, samuel, joke = people["fatima"], people["samuel"], people["joke"]
    coach = people["marijke"]
    group = start("Schoonmaak De Bezem", Phase.F4, [fatima, samuel, joke], coach, began=at.ago(190))
    for lesson, key, days, verdict in (
        ("past-een-werkcooperatie-bij-ons", "idea", 170, "Helder en haalbaar. Ga zo door."),
        ("samen-beslissen", "together", 130, "Dit kan iedereen begrijpen, ook wie er niet bij was."),
    ):
        work = hand_in(group, lesson, answers("cleaners", key), fatima, at.ago(days))
        approve(work, coach, at.ago(days - 4), verdict)
    _price_in_two_rounds(group, samuel, coach, at)
    hand_in(group, "naam-doel-en-leden", answers("cleaners", "statutes"), fatima, at.ago(7))
    # Taken back and handed in again: the queue of the coach shows the turn, not the number of attempts.
    learning.take_back(place(group, "naam-doel-en-leden"))
    hand_in(group, "naam-doel-en-leden", answers("cleaners", "statutes"), fatima, at.ago(5))
    interview(group, fatima, samuel, at)
    founding.ask_for_data(group, {"Samuel Adeyemi": None, "Joke van den Berg": founding.JOKE}, at, by=fatima)
    return group


def _price_in_two_rounds(group: Cooperative, samuel: User, coach: User, at: Moment) -> None:
    """The lesson on the price of an hour: returned with a question, then approved."""
    # A first attempt that is almost right, so that the coach has something to return.
    first = {**answers("cleaners", "price"), "calculation": "Loon plus de helft erbij, gedeeld door de uren."}
    work = hand_in(group, "wat-kost-een-uur", first, samuel, at.ago(80))
    send_back(
        work,
        coach,
        at.ago(77),
        {"calculation": "Waar komt die helft vandaan? Schrijf de posten uit."},
        "De som klopt nog niet helemaal.",
    )
    work = hand_in(group, "wat-kost-een-uur", answers("cleaners", "price"), samuel, at.ago(66))
    approve(work, coach, at.ago(63), "Nu is te volgen waar elk bedrag vandaan komt.")


def interview(group: Cooperative, coordinator: User, other: User, at: Moment) -> None:
    """The first pages of the statutes; about the contribution the two do not agree yet."""
    regime = {"liability.regime": "UA", "liability.excluded": True}
    written = {
        "naam": {"name": answers("cleaners", "statutes")["name"]},
        "aansprakelijkheid": regime,
        "zetel": {"seat.municipality": "Utrecht"},
        "behoeften": {"purpose.material_needs": answers("cleaners", "idea")["needs"].splitlines()},
        "bedrijf": {"purpose.business": "het schoonmaken van kantoren, scholen en trappenhuizen"},
    }
    for revision, (question, values) in enumerate(written.items()):
        statutes.save_answers(group, statutes.Save(question, values, revision, coordinator, at.ago(3), decides=True))
    # What one of them answered holds; the other proposed more, and somebody has to choose.
    for revision, (cents, by, days, decides) in enumerate(((25_000, coordinator, 3, True), (30_000, other, 2, False))):
        values = {"capital.contribution_cents": cents}
        answered = statutes.Save("inleg", values, len(written) + revision, by, at.ago(days), decides=decides)
        statutes.save_answers(group, answered)


def gardeners(people: dict[str, User], at: Moment) -> Cooperative:
    """F6: a founded cooperative that looks for its first contract."""
    lotte, mehmet, coach = people["lotte"], people["mehmet"], people["marijke"]
    group = start("De Zonnewijk Groen", Phase.F4, [lotte, mehmet], coach, began=at.ago(400))
    tell(group, facts("gardeners"), lotte, at.ago(140))
    deed = DemoDeed(90, "81234567")
    founding.establish(group, facts("gardeners"), deed, at, founder=lotte, coach=coach, manager=people["annemiek"])
    groups.move_to_phase(group, Phase.F6, now=at.ago(60))
    # Admitted by the board after the deed, and paying by instalments: the register shows both.
    newcomer = founding.admit(group, "Tarik Demir", at, days=30, author=lotte)
    founding.pay(newcomer, 5_000, at, days=20, author=lotte, note="Eerste van tien termijnen")
    # With the three directors alone there would be nobody to look into the accounts (BW 2:48(2)).
    neighbour = founding.admit(group, "Noor Haddad", at, days=28, author=lotte)
    founding.pay(neighbour, 50_000, at, days=19, author=lotte)
    founding.ask_to_join(group, "Sanne Visser", at, days=6, author=lotte)
    return group


def carers(people: dict[str, User], at: Moment) -> Cooperative:
    """F7: a cooperative with a first contract behind it."""
    priya, joke, coach = people["priya"], people["joke"], people["youssef"]
    group = start("Samen Sterk Buurtzorg", Phase.F4, [priya, joke], coach, began=at.ago(900))
    tell(group, facts("carers"), priya, at.ago(700))
    deed = DemoDeed(640, "79876543")
    members = founding.establish(
        group, facts("carers"), deed, at, founder=priya, coach=coach, manager=people["annemiek"]
    )
    groups.move_to_phase(group, Phase.F7, now=at.ago(300))
    # What it is worth and how many people work on it they did not say of the latest.
    mornings = ContractTerms(
        "Ontmoetingsochtenden in buurthuis De Spil",
        "Stichting Welzijn Zonnewijk",
        at.ago(300).date(),
        value_cents=4_800_000,
        jobs_percent=80,
    )
    help_at_home = ContractTerms("Hulp bij het huishouden voor twaalf bewoners", "Woonzorg De Linde", at.ago(70).date())
    for terms in (mornings, help_at_home):
        contracts.record_contract(group, terms, by=priya, now=at.ago(60))
    for name, days in (("Naima Boukhari", 400), ("Henk Prins", 210)):
        admitted = founding.admit(group, name, at, days=days, author=priya)
        founding.pay(admitted, 25_000, at, days=days - 9, author=priya)
    founding.move(admitted, "Kanaalstraat 88, 3531 CL Utrecht", at, days=30, author=priya)
    register.resign(
        members[-1], MembershipNotice(at.ago(45).date(), note="Gaat met pensioen."), author=priya, now=at.ago(44)
    )
    capital.divided_year(group, priya, at)
    work = hand_in(group, "wat-kost-een-uur", answers("carers", "price"), priya, at.ago(4))
    reviews.claim(work, coach=coach, now=at.ago(1))
    return group
