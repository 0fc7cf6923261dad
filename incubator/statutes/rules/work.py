"""What tax and labour law ask of who works for the cooperative, as far as answers decide it; always a reason to ask an adviser."""

from collections.abc import Iterator

from incubator.statutes.rules.registry import INFO, WARNING, Broken, rule
from incubator.statutes.rules.selfgovernment import ADVICE
from incubator.statutes.values import Statutes

COUNCIL, STAFF_MEETING = 50, 10  # persons who work there: WOR art. 2 and 35b, [C] in the fact base


@rule(
    "two-thirds-of-the-workers-are-members",
    number="W-01",
    articles=["ZW 4(3)(a)"],
    severity=WARNING,
    confidence="A (2/3) / C (rolling window)",
)
def two_thirds_are_members(statutes: Statutes) -> Iterator[Broken]:
    others, members = statutes.operation.non_member_workers, _members(statutes)
    if 3 * members < 2 * (members + others):
        yield Broken(
            "operation.non_member_workers",
            "Minder dan twee derde van wie er werkt, is lid. Dan geldt de regeling voor werknemerszelfbestuur niet.",
            "Maak vaste medewerkers lid. " + ADVICE,
        )


@rule(
    "surplus-by-work-may-be-deducted",
    number="T-02",
    articles=["Vpb 9(1)(g)", "Vpb 10(1)(c)"],
    severity=INFO,
    confidence="A (2006 text) / C (amount today)",
)
def surplus_by_work(statutes: Statutes) -> Iterator[Broken]:
    if statutes.surplus.basis == "capital":
        yield Broken(
            "surplus.annual.basis",
            "Het overschot wordt verdeeld naar inleg. Alleen wat naar verhouding van het werk wordt uitgekeerd, kan voor de "
            "vennootschapsbelasting aftrekbaar zijn.",
            "Vraag een belastingadviseur wat de verdeling voor de belasting betekent.",
        )


@rule("workers-have-a-say", number="T-07", articles=["WOR"], severity=INFO, confidence="C")
def workers_have_a_say(statutes: Statutes) -> Iterator[Broken]:
    workers = statutes.operation.non_member_workers + _members(statutes)
    if workers >= COUNCIL:
        yield Broken(
            "operation.non_member_workers",
            f"Er werken {workers} mensen. Vanaf vijftig hoort er een ondernemingsraad te zijn.",
            "Vraag een adviseur hoe de ondernemingsraad naast de algemene vergadering past.",
        )
    elif workers >= STAFF_MEETING and statutes.operation.non_member_workers:
        yield Broken(
            "operation.non_member_workers",
            f"Er werken {workers} mensen. Vanaf tien hebben zij recht op een personeelsvergadering of -vertegenwoordiging.",
            "Houd minstens twee keer per jaar een personeelsvergadering, ook met wie geen lid is.",
        )


def _members(statutes: Statutes) -> int:
    """How many members there are at the start: what was answered, else the founders."""
    first = statutes.operation.first_members
    if first is not None:
        return first
    return len(statutes.deed.founders)
