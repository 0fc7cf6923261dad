"""Which statutes a text changes, and what is known of that change."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives.models import Cooperative
from incubator.statutes import queries
from incubator.statutes.documents.clauses import articles
from incubator.statutes.models import StatutesVersion
from incubator.statutes.queries.wording import in_words, wording_at, wording_of
from incubator.statutes.values import Statutes, amending, read
from incubator.statutes.values.amended_deed import AmendedDeed
from incubator.statutes.values.states import VersionStep


def statutes_of(fixed: StatutesVersion) -> Statutes:
    """What a version says in the words that it keeps, as a change of the statutes that it amends when it amends any."""
    return in_words(as_change(read(fixed.answers), fixed.amends), wording_of(fixed))


def statutes_with(fixed: StatutesVersion, answers: Mapping[str, Any]) -> Statutes:
    """A version with other answers: what these change is written anew, with the library of then; the rest reads as it was kept."""
    wording = wording_at(fixed.library_version)
    before = in_words(as_change(read(fixed.answers), fixed.amends), wording)
    after = in_words(as_change(read(answers), fixed.amends), wording)
    kept = {article.id: article for article in articles(statutes_of(fixed))}
    unchanged = articles(before)
    written = []
    for article in articles(after):
        # A release may have changed the files since: an article that no answer changes still is what was sent.
        stays = article in unchanged and article.id in kept
        written.append(kept[article.id] if stays else article)
    return replace(after, wording=replace(wording, kept=tuple(written)))


def statutes_of_draft(group: Cooperative) -> Statutes:
    """What the working draft says in the words of now: with a deed in force it is the draft of an amendment."""
    return in_words(as_change(read(queries.answers(group)), queries.effective(group)))


def as_change(statutes: Statutes, in_force: StatutesVersion | None) -> Statutes:
    """These statutes as a change of a version; as those of a founding when there is none."""
    if in_force is None:
        return statutes
    return amending(statutes, read(in_force.answers))


def amended_deed(in_force: StatutesVersion, met_on: date | None = None) -> AmendedDeed:
    """What is known of the deed that is changed, and of the decision to change it."""
    holding = cooperatives_queries.holding_values(in_force.cooperative)
    return AmendedDeed(
        deed_on=in_force.deed_on,
        notary=in_force.notary or "",
        is_founding=in_force.amends_id is None,
        kvk=str(holding.get("identity.kvk") or ""),
        met_on=met_on,
        own_words=tuple(kept["number"] for kept in in_force.returned_articles or () if kept["differs"]),
    )


def adopted_on(fixed: StatutesVersion) -> date | None:
    """The day of the general meeting that adopted a version, when the group noted it."""
    days = [step.on_date for step in fixed.steps if step.kind is VersionStep.ADOPTED]
    return days[0] if days else None
