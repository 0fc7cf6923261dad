"""The four groups of the demo: each somewhere else on the way, with work in every state."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from incubator.accounts.models import User
from incubator.cooperatives import services as groups
from incubator.cooperatives.models import Cooperative, ParticipationRole
from incubator.cooperatives.values import Phase, Source, SourceKind
from incubator.learning import queries as learning_queries
from incubator.learning import services as learning
from incubator.learning.queries import Place
from incubator.register import services as register
from incubator.reviews import services as reviews
from incubator.reviews.models import Round
from incubator.seed.answers import answers, facts

UTRECHT = "GM0344"


@dataclass(frozen=True, slots=True)
class Moment:
    """Now and today, and how to go back."""

    now: datetime
    today: date

    def ago(self, days: int, hours: int = 0) -> datetime:
        return self.now - timedelta(days=days, hours=hours)


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
    learning.start_track(group, learning_queries.the_track(), now=began)
    return group


def write(group: Cooperative, lesson: str, said: dict[str, Any], by: User, when: datetime) -> Place:
    """Write the answers of a lesson's exercise."""
    track = learning_queries.the_track()
    found = track.lesson(lesson)
    if found is None:
        raise ValueError(f"The demo knows no lesson {lesson!r}")
    where = Place(group, track, found)
    stored = learning_queries.draft(where)
    learning.mark_read(where, by, now=when)
    learning.save(where, said, began_with=stored.number if stored else 0, by=by, now=when)
    return where


def hand_in(group: Cooperative, lesson: str, said: dict[str, Any], by: User, when: datetime) -> Round:
    return learning.hand_in(write(group, lesson, said, by, when), by=by, now=when)


def approve(work: Round, coach: User, when: datetime, verdict: str) -> None:
    reviews.claim(work, coach=coach, now=when)
    reviews.approve(work, verdict, coach=coach, now=when)


def send_back(work: Round, coach: User, when: datetime, remarks: dict[str, str], verdict: str) -> None:
    reviews.claim(work, coach=coach, now=when)
    reviews.save_remarks(work, remarks, verdict, coach=coach, now=when)
    reviews.return_to_group(work, verdict, coach=coach, now=when)


def tell(group: Cooperative, told: dict[str, Any], author: User, when: datetime) -> None:
    """Facts that a group entered itself."""
    for key, value in told.items():
        groups.record_fact(group, key, value, source=Source(SourceKind.ENTERED), author=author, now=when, approved=True)


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
    hand_in(group, "naam-doel-en-leden", answers("cleaners", "statutes"), fatima, at.ago(5))
    return group


def gardeners(people: dict[str, User], at: Moment) -> Cooperative:
    """F6: a founded cooperative that looks for its first contract."""
    lotte, mehmet = people["lotte"], people["mehmet"]
    group = start("De Zonnewijk Groen", Phase.F4, [lotte, mehmet], people["marijke"], began=at.ago(400))
    tell(group, facts("gardeners"), lotte, at.ago(120))
    founded(group, "81234567", people["annemiek"], at, days=90)
    groups.move_to_phase(group, Phase.F6, now=at.ago(60))
    return group


def carers(people: dict[str, User], at: Moment) -> Cooperative:
    """F7: a cooperative with a first contract behind it."""
    priya, joke = people["priya"], people["joke"]
    group = start("Samen Sterk Buurtzorg", Phase.F4, [priya, joke], people["youssef"], began=at.ago(900))
    tell(group, facts("carers"), priya, at.ago(700))
    founded(group, "79876543", people["annemiek"], at, days=640)
    groups.move_to_phase(group, Phase.F7, now=at.ago(300))
    groups.record_milestone(
        group, "first-contract", on=at.ago(300).date(), note="Ontmoetingsochtenden in buurthuis De Spil"
    )
    return group


def founded(group: Cooperative, kvk: str, manager: User, at: Moment, *, days: int) -> None:
    """The deed was signed so many days ago; the register opens with the founders."""
    signed = at.ago(days).date()
    founding = register.Founding(signed, "mr. C. de Notaris te Utrecht", kvk, signed + timedelta(days=3))
    register.record_founding(group, founding, author=manager, now=at.ago(days - 4), today=at.ago(days - 4).date())
