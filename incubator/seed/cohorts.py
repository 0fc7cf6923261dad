"""The cohort of the demo: two sessions, peers, somebody who wants to begin, and what a coach wrote down."""

from datetime import datetime, timedelta

from incubator.accounts.models import User
from incubator.cohorts.services import cohorts, gatherings, guiding, intakes, peers
from incubator.cohorts.services.gatherings import Host
from incubator.cohorts.values import (
    Application,
    AttendanceState,
    CohortTerms,
    ContactKind,
    ContactNote,
    GatheringPlan,
    IntakeStart,
    Materials,
)
from incubator.cooperatives.models import Cohort, Cooperative
from incubator.core import clock
from incubator.seed.moment import Moment

SPIL = "Buurthuis De Spil, Zonneplein 3"


def cohort(people: dict[str, User], groups: tuple[Cooperative, Cooperative], at: Moment) -> Cohort:
    """A cohort of two groups that are each other's peers, led by their coaches."""
    terms = CohortTerms(
        "Zonnewijk",
        at.ago(60).date(),
        (at.now + timedelta(days=240)).date(),
        "Groepen uit de Zonnewijk en omgeving die samen leren. Elke maand een avond in De Spil.",
    )
    begun = cohorts.begin(terms, [people["marijke"], people["youssef"]])
    cohorts.put_groups(begun, groups)
    peers.divide(begun, {group.id: 1 for group in groups}, now=at.now)
    peers.agree(groups[0], people["aisha"], shown=True, now=at.now)
    _sessions(begun, groups, people, at)
    return begun


def _sessions(begun: Cohort, groups: tuple[Cooperative, Cooperative], people: dict[str, User], at: Moment) -> None:
    """An evening that was, with who was there and a report; and one next week."""
    marijke = people["marijke"]
    start = GatheringPlan(
        "Startavond",
        _evening(at.ago(33), 19),
        _evening(at.ago(33), 21),
        SPIL,
        agenda="1. Kennismaken\n2. Wat is een werkcoöperatie?",
    )
    was, _told = gatherings.plan(Host(cohort=begun), start, led_by=marijke, by=marijke, now=at.ago(45))
    cook, cleaner = people["aisha"], people["fatima"]
    noted = {(groups[0].id, cook.id): AttendanceState.PRESENT, (groups[1].id, cleaner.id): AttendanceState.PRESENT}
    noted[groups[0].id, people["bram"].id] = AttendanceState.EXCUSED
    gatherings.note_attendance(was, noted, now=at.now)
    gatherings.write_report(
        was, "Iedere groep vertelde wat zij wil. Afgesproken: elke groep belt twee klanten voor de volgende avond."
    )
    coming = GatheringPlan(
        "Wat kost een uur werk?",
        _evening(at.now + timedelta(days=8), 19),
        _evening(at.now + timedelta(days=8), 21),
        SPIL,
        agenda="1. Wat kost een uur?\n2. Rekenen met jullie eigen cijfers\n3. Vragen",
        preparation="Neem een loonstrook of een offerte mee.",
        lesson="Wat kost een uur",
        preparing_minutes=60,
    )
    planned, _told = gatherings.plan(Host(cohort=begun), coming, led_by=marijke, by=marijke, now=at.ago(10))
    link = Materials("Website van de KVK", url="https://www.kvk.nl/")
    gatherings.bring(planned, link, now=at.ago(9))


def _evening(day: datetime, hour: int) -> datetime:
    return clock.local(day).replace(hour=hour, minute=30, second=0, microsecond=0)


def contact(group: Cooperative, coach: User, at: Moment) -> None:
    """A talk that the group reads too, and a call with something to come back to."""
    talk = ContactNote(
        ContactKind.VISIT,
        at.ago(16).date(),
        75,
        "Samen door de begroting gegaan. De groep vraagt bij twee verzekeraars een prijs.",
        "Fatima en Samuel",
        shared=True,
    )
    call = ContactNote(
        ContactKind.PHONE,
        at.ago(4).date(),
        20,
        "Samuel twijfelt of hij mee kan tekenen. Volgende week weer bellen.",
        "Samuel",
        follow_up="Samuel bellen over het tekenen",
        follow_up_on=(at.now + timedelta(days=3)).date(),
    )
    for note in (talk, call):
        guiding.write_down(group, note, by=coach, now=at.ago(4), today=at.today)


def application(at: Moment) -> None:
    """Somebody who wants to begin, and waits for an answer."""
    plan = (
        "Wij willen fietsen van buurtbewoners repareren en jongeren het vak leren. Er staat een loods leeg bij de winkels. "
        "Drie van ons hebben bij een fietsenmaker gewerkt."
    )
    typed = Application(
        "Dilan Kaya",
        "dilan@example.org",
        "Utrecht",
        plan,
        4,
        IntakeStart.CORE_GROUP,
        ("nl", "tr"),
        others="Ömer, Kevin en Sanne",
        neighbourhood="Zonnewijk",
    )
    intakes.apply(typed, language="nl", now=at.ago(5))
