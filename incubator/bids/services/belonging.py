"""Which documents belong to a bid now, and from what each would be made. Nothing here is kept."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from incubator.bids import documents
from incubator.bids.documents.templates import filled_template
from incubator.bids.messages import sources
from incubator.bids.models import Bid, DocumentTemplate
from incubator.bids.queries import amounts
from incubator.bids.queries import documents as queries
from incubator.bids.values.documents import Audience, BidSource
from incubator.bids.values.joint import digest_of
from incubator.core import files

TEMPLATE = "template"
ALWAYS = ("notice", "lots", "deed")  # of these every document is made
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Belonging:
    """A document that belongs to a bid: its key, what it is called, and from what it would be made now."""

    key: Key
    title: str
    file_name: str
    audience: Audience
    made_from: dict[str, Any]
    make: Callable[[], tuple[bytes, int]]
    file_kind: files.FileKind
    party: str = ""


def belonging_to(bid: Bid, *, now: datetime, base_url: str) -> list[Belonging]:
    """Every document that belongs to a bid now."""
    parts = queries.parts_of(bid)
    source = sources.source_of(bid, made_at=now, base_url=base_url, parts=parts)
    # The facts as documents show them, with what only the page of the group knows, such as the contact person.
    shown = {key: known.value for key, known in source.facts.items()}
    state = {**queries.state_of(bid, parts), "facts": shown}
    look = queries.look()
    worn = look.looks if look is not None else {}
    state["look"] = look.id if look is not None else None
    state |= _shown_in(source)
    # Where amounts were left out the plan is older as soon as one may stand there.
    kept = amounts.kept_from_buyer(bid, parts)
    if kept:
        state["sections"] = {**state["sections"], "amounts": {str(number): texts for number, texts in kept.items()}}
    listed = [_planned(planned, state, worn) for planned in documents.planned_of(source)]
    return [*listed, *(_template(template, source, state) for template in queries.templates_in_use(source.route.value))]


def _planned(
    planned: documents.PlannedDocument, state: Mapping[str, Any], worn: Mapping[str, Mapping[str, Any]]
) -> Belonging:
    kind = planned.kind

    def make() -> tuple[bytes, int]:
        done = documents.made(planned, worn)
        return done.content, done.open_count

    is_word = kind.file_kind is files.WORD
    made_from = _made_from(state, kind.reads, kind.key)
    # What another partner changes in its UEA makes nobody else's older; a letter names those that there are.
    if "declarations" in made_from:
        declared = state["declarations"]
        made_from["declarations"] = declared[planned.part] if planned.part else sorted(declared)
    if is_word:
        made_from["look"] = state["look"]
    key = (kind.key, planned.lot, planned.part)
    return Belonging(
        key, planned.title, planned.file_name, kind.audience, made_from, make, kind.file_kind, planned.party
    )


def _shown_in(source: BidSource) -> dict[str, Any]:
    """What documents show beside the rows themselves, each as a short mark."""
    declared = {str(known.partner): known.digest for known in source.declarations}
    return {
        "joint": digest_of(source.joint),
        "declarations": declared,
        "signers": digest_of(tuple(known.sheet.declared for known in source.declarations)),
        "questions": digest_of(source.asked),
        "library": digest_of(source.colleagues, source.earlier),
        "findings": digest_of(source.risks, source.doubts),
        "work": _confirmed_days(source),
    }


def _confirmed_days(source: BidSource) -> str:
    """A mark of when the work starts and ends; empty as long as it is what the notice says by itself."""
    if source.work.is_confirmed or source.work.end_is_confirmed:
        return digest_of(source.work)
    return ""


def _template(template: DocumentTemplate, source: BidSource, state: Mapping[str, Any]) -> Belonging:
    def make() -> tuple[bytes, int]:
        return filled_template(files.content_of(template.file), source)

    made_from = _made_from(state, frozenset({"facts"}), TEMPLATE)
    made_from["template"] = [template.id, template.revision]
    key = (TEMPLATE, "", str(template.id))
    return Belonging(key, template.name, template.name, template.audience, made_from, make, files.WORD)


def _made_from(state: Mapping[str, Any], reads: Collection[str], kind: str) -> dict[str, Any]:
    """What a document of this kind reads; of the facts only those that documents show."""
    made_from = {name: state[name] for name in (*sorted(reads), *ALWAYS)}
    # What was made before anybody confirmed a day is no older for it.
    if not made_from.get("work", True):
        del made_from["work"]
    if "facts" in made_from:
        made_from["facts"] = {key: value for key, value in state["facts"].items() if key in documents.SHOWN}
    return made_from
