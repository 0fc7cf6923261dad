"""What the small world of the whole-site tests has of anchors."""

from datetime import date
from typing import Any

from incubator.anchors.models import AnchorJob
from incubator.anchors.queries import institutions as queries
from incubator.anchors.rules.creditor_file import read_creditors
from incubator.anchors.services import institutions, lists
from incubator.anchors.values.institutions import (
    AnchorContactKind,
    ContactGround,
    ContactTerms,
    InstitutionKind,
    InstitutionTerms,
    JobTerms,
    NeedTerms,
    PromiseMeasure,
    PromiseTerms,
)
from incubator.anchors.values.purchases import ReachTerms, SpendReach, SurveyTerms
from incubator.core import clock
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.values import Certainty, StatedGround
from tests.anchors.factories import CREDITORS, list_terms

HEARD = StatedGround(Certainty.FACT, "Jaarrekening", "inkoopadviseur", date(2026, 10, 1))
PARTS = (
    JobTerms("Kok", 3, 2400, "zonder diploma", HEARD),
    PromiseTerms("Een kwart uit de buurt", PromiseMeasure.LOCAL, 2500, None, HEARD),
    NeedTerms("Wasgoed wassen", "Wasserij", "98310000", 5_000_000, None, HEARD),
    ContactTerms(
        date(2026, 10, 1), AnchorContactKind.TALK, "hoofd inkoop", ContactGround.NO_PERSON, "Lijst komt", "", "", None
    ),
)


def anchor_world(place: Neighbourhood) -> dict[str, Any]:
    """An anchor with a list, a mark, a survey, and one of each part; public."""
    anchor = more_anchors(place, 1)
    institutions.publish(place, public=True, now=clock.now())
    (job,) = queries.parts(AnchorJob, anchor)
    return {"anchor_number": anchor, "anchor_year": 2025, "anchor_part": job.id}


def more_anchors(place: Neighbourhood, number: int) -> int:
    """Another anchor with everything; gives its number."""
    when: dict[str, Any] = {"now": clock.now(), "today": clock.today()}
    terms = InstitutionTerms(f"Zorgcentrum {number}", InstitutionKind.CARE, "", "", "", HEARD)
    anchor = institutions.add_anchor(place, terms, **when)
    for part in PARTS:
        institutions.add_part(anchor, part, **when)
    file, given = read_creditors(CREDITORS), list_terms()
    seen = lists.look(anchor, file, given, today=when["today"]).seen
    lists.take_in(anchor, file, given, seen, **when)
    lists.mark_category(anchor, ReachTerms("Schoonmaak", SpendReach.FREE, None, HEARD), **when)
    lists.put_survey(anchor, 2025, SurveyTerms(10, 4, 4000, HEARD), **when)
    return anchor.id


def more_of_first_anchor(place: Neighbourhood, number: int) -> None:
    """Of each part one more, and a survey of another year, of the anchor that was written down first; all of it public."""
    when: dict[str, Any] = {"now": clock.now(), "today": clock.today()}
    first = min(queries.anchors(place.id), key=lambda each: each.id)
    more = (
        JobTerms(f"Kok {number}", 3, 2400, "zonder diploma", HEARD),
        PromiseTerms(f"Een deel {number}", PromiseMeasure.LOCAL, 2500, None, HEARD),
        NeedTerms(f"Werk {number}", "Wasserij", "98310000", 5_000_000, None, HEARD),
        ContactTerms(
            *(date(2026, 10, 1), AnchorContactKind.TALK, "hoofd inkoop", ContactGround.NO_PERSON),
            *(f"Lijst {number}", "", "", None),
        ),
    )
    for part in more:
        institutions.add_part(first, part, **when)
    institutions.publish(place, public=True, now=when["now"])
