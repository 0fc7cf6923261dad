"""Reading what the answers say of the general meeting, the board and the supervisory board."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from incubator.core.quantities import read_share
from incubator.statutes.values.organ_answers import (
    Amendment,
    BindingNomination,
    Board,
    Convening,
    DelegateCouncil,
    ElectronicVoting,
    Restriction,
    Seatholder,
    SupervisoryBoard,
    Votes,
)
from incubator.statutes.values.parts import Part, as_text, meant


def convening(convening: Part) -> Convening:
    return Convening(
        convening.text("who"),
        convening.texts("others"),
        convening.texts("how"),
        convening.number("notice_days"),
        convening.share("request_share"),
        convening.flag("digital_only") or convening.text("mode") == "digital",
        convening.text("procedure"),
    )


def votes(votes: Part) -> Votes:
    evote, proxy, outsiders = votes.part("evote"), votes.part("proxy"), votes.part("non_member_votes")
    weighting = votes.raw.get("weighting")
    allowed = votes.raw.get("proxy") if isinstance(votes.raw.get("proxy"), bool) else proxy.flag("allowed", True)
    return Votes(
        weighting="weighted" if isinstance(weighting, Mapping | list) else votes.text("weighting", "one_per_member"),
        proxy_allowed=bool(allowed),
        proxy_max=proxy.number("max_per_holder"),
        evote=ElectronicVoting(
            evote.flag("live"),
            evote.flag("early"),
            evote.number("early_days"),
            evote.texts("conditions"),
            evote.maybe_flag("identifies"),
        ),
        non_member_votes=votes.flag("non_member_votes") or bool(outsiders.raw),
        non_member_share=outsiders.share("max_share") or votes.share("non_member_share"),
        blank_counts=votes.flag("blank_counts"),
        quorum_share=votes.share("quorum"),
        persons=votes.text("persons"),
        tie=votes.text("tie"),
    )


def amendment(amendment: Part) -> Amendment:
    restricted = tuple(
        Restriction(as_text(clause), Part(clause).share("majority"), Part(clause).share("change_majority"))
        for clause in amendment.items("restricted_clauses")
    )
    return Amendment(amendment.text("majority"), amendment.share("majority"), amendment.share("quorum"), restricted)


def _nomination(raw: Any) -> BindingNomination | None:
    if raw is None or raw is False:
        return None
    nomination = Part(raw if isinstance(raw, Mapping) else {"override": raw})
    override = nomination.raw.get("override")
    inner = Part(override) if isinstance(override, Mapping) else nomination
    majority = inner.share("majority") or inner.share("override_majority") or read_share(override)
    quorum = inner.share("quorum") or inner.share("override_quorum")
    return BindingNomination(nomination.text("by"), majority, quorum, override is False or override == "none")


def holders(raw: list[Any]) -> tuple[Seatholder, ...]:
    """Directors or supervisors as people list them: by votes, by name, or as an object."""
    holders = [_holder(entry, place) for place, entry in enumerate(raw, start=1)]
    return tuple(holder for holder in holders if holder is not None)


def _holder(entry: Any, place: int) -> Seatholder | None:
    if entry is None or isinstance(entry, bool):
        return None
    if isinstance(entry, int):
        return Seatholder(str(place), entry)
    if isinstance(entry, str):
        return Seatholder(entry)
    part = Part(entry)
    name = part.text("person_id") or part.text("name") or part.text("function") or str(place)
    return Seatholder(
        name,
        part.number("votes") or 1,
        part.text("kind", "natural"),
        part.maybe_flag("is_member"),
        part.text("function"),
    )


def first_directors(raw: list[Any]) -> tuple[Seatholder, ...]:
    """The first directors as the deed appoints them: by the name that the deed gives them, not by a number in a list."""
    named = []
    for entry in raw:
        part = Part(entry if isinstance(entry, Mapping) else {"name": entry})
        name = part.text("name") or part.text("person_id")
        if name:
            named.append(Seatholder(name, is_member=part.maybe_flag("is_member"), function=part.text("function")))
    return tuple(named)


def board(board: Part) -> Board:
    absence = board.raw.get("absence_clause")
    clause = Part(absence)
    return Board(
        board.number("min"),
        board.number("max"),
        board.flag("outsiders_allowed"),
        board.text("appointment_method"),
        board.flag("every_member_participates") or board.part("appointment").flag("every_member_participates"),
        _appointed_by_others(board),
        board.text("appointed_by"),
        _nomination(board.raw.get("binding_nomination")),
        board.text("dismissal_method"),
        board.flag("dismissal_excluded") or board.part("dismissal").flag("excluded"),
        board.number("term_years"),
        holders(_listed_votes(board)),
        holders(board.items("directors") or board.items("members")),
        # Older files hold one sentence here: it was about all directors, the case that the act asks for (2:44(5)).
        meant(absence) if isinstance(absence, str) else clause.text("all_directors"),
        clause.text("some"),
        board.text("conflict_clause"),
        board.text("representation"),
        board.text("remuneration_by"),
        board.flag("one_tier"),
        board.text("officers_by"),
        board.texts("approval_required"),
        board.flag("rotation"),
        board.texts("incompatible"),
    )


def _listed_votes(board: Part) -> list[Any]:
    """Who has how many votes in the board, also when it was written as {"chair": 2}."""
    votes = board.raw.get("votes")
    if isinstance(votes, Mapping):
        return [{"function": name, "votes": count} for name, count in votes.items()]
    return board.items("votes")


def _appointed_by_others(board: Part) -> Fraction:
    raw = board.raw.get("appointed_by_others")
    if isinstance(raw, list):
        return Fraction(len(raw))
    return read_share(raw) or Fraction(0)


def rvc(rvc: Part) -> SupervisoryBoard:
    absence = rvc.raw.get("absence_clause")
    text = meant(absence) if isinstance(absence, str) else Part(absence).text("all_members")
    return SupervisoryBoard(
        rvc.flag("exists"),
        holders(rvc.items("members")),
        text,
        rvc.number("min"),
        rvc.number("max"),
        rvc.number("term_years"),
        rvc.share("quorum"),
        rvc.text("conflict_clause"),
    )


def ledenraad(council: Part) -> DelegateCouncil:
    return DelegateCouncil(
        council.flag("exists"),
        council.text("election_rules"),
        council.text("number_rules"),
        council.number("term_years"),
        council.number("members"),
    )
