"""From JSON to typed answers. Reading is forgiving (a draft is half empty); the schema says what is in the wrong shape."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from incubator.statutes.values.answers import (
    Admission,
    Amendment,
    BindingNomination,
    Board,
    Capital,
    Convening,
    Deed,
    DelegateCouncil,
    ElectronicVoting,
    Exit,
    Expulsion,
    Founder,
    Liability,
    Membership,
    Obligations,
    Operation,
    Purpose,
    Resignation,
    Restriction,
    Seat,
    Seatholder,
    Statutes,
    SupervisoryBoard,
    Surplus,
    TerminationByCoop,
    Votes,
)
from incubator.statutes.values.quantities import months, share
from incubator.statutes.values.schema import problems_of


class InvalidAnswers(ValueError):
    """The answers do not have the shape of the schema; `problems` are (path, sentence)."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{path}: {sentence}" for path, sentence in problems))
        self.problems = problems


def from_json(data: Any) -> Statutes:
    """Read answers strictly. Raises `InvalidAnswers`, which names every path that is wrong."""
    problems = problems_of(data)
    if problems:
        raise InvalidAnswers(problems)
    return read(data)


class Part:
    """One object of the answers; what is absent or of another type reads as empty."""

    def __init__(self, raw: Any) -> None:
        self.raw: Mapping[str, Any] = raw if isinstance(raw, Mapping) else {}

    def part(self, name: str) -> "Part":
        return Part(self.raw.get(name))

    def text(self, name: str, default: str = "") -> str:
        value = self.raw.get(name)
        return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else default

    def flag(self, name: str, default: bool = False) -> bool:
        value = self.raw.get(name)
        return value if isinstance(value, bool) else default

    def maybe_flag(self, name: str) -> bool | None:
        value = self.raw.get(name)
        return value if isinstance(value, bool) else None

    def number(self, name: str) -> int | None:
        value = self.raw.get(name)
        if isinstance(value, bool):
            return None
        if isinstance(value, str) and value.strip().lstrip("-").isdigit():
            return int(value)
        return int(value) if isinstance(value, int | float) else None

    def share(self, name: str) -> Fraction | None:
        return share(self.raw.get(name))

    def months(self, name: str) -> Fraction | None:
        return months(self.raw.get(name))

    def years(self, name: str) -> Fraction | None:
        value = self.raw.get(name)
        if isinstance(value, str) and not value.strip().isdigit():
            term = months(value)
            return term / 12 if term is not None else None
        return months(int(value) if isinstance(value, str) else value)

    def date(self, name: str) -> date | None:
        try:
            return date.fromisoformat(str(self.raw.get(name)))
        except ValueError:
            return None

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.raw.get(name)
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list | tuple):
            return ()
        return tuple(text for one in value if (text := _as_text(one)))

    def items(self, name: str) -> list[Any]:
        value = self.raw.get(name)
        return list(value) if isinstance(value, list | tuple) else []


def _as_text(one: Any) -> str:
    if isinstance(one, Mapping):
        one = one.get("text") or one.get("name") or one.get("clause") or ""
    return str(one).strip() if one is not None else ""


def read(data: Any) -> Statutes:
    """Read what can be read; never raises."""
    whole = Part(data)
    top = whole.part("statutes")
    return Statutes(
        name=top.text("name"),
        seat=_seat(top),
        deed=_deed(top.part("deed")),
        duration=top.text("duration"),
        purpose=_purpose(top.part("purpose")),
        third_party_dealings_allowed=top.part("third_party_dealings").flag("allowed"),
        liability=_liability(top.part("liability")),
        member_requirements=top.texts("member_requirements"),
        **_about_members(top),
        convening=_convening(top.part("convening")),
        votes=_votes(top.part("votes")),
        amendment=_amendment(top.part("amendment")),
        board=_board(top.part("board")),
        rvc=_rvc(top.part("rvc")),
        ledenraad=_ledenraad(top.part("ledenraad")),
        surplus=_surplus(top.part("surplus")),
        fiscal_year_end=top.part("fiscal_year").text("end"),
        first_fiscal_year_end=top.part("fiscal_year").date("first_end"),
        regulations_allowed=top.part("regulations").flag("allowed"),
        capital=Capital(top.part("capital").number("contribution_cents"), top.part("capital").number("instalments")),
        pay_ratio=top.text("pay_ratio"),
        first_board=top.texts("first_board"),
        deviations_elsewhere=tuple(
            _as_text(one.get("topic") or one)
            for one in top.items("deviations")
            if isinstance(one, Mapping) and one.get("source") not in {None, "statuten", "statutes"}
        ),
        operation=_operation(top.part("operation") if "operation" in top.raw else whole.part("operation"), top),
    )


def _seat(top: Part) -> Seat:
    seat = top.part("seat")
    if isinstance(top.raw.get("seat"), str):
        return Seat(municipality=top.text("seat"))
    return Seat(seat.text("municipality"), seat.text("province"), seat.text("country", "NL") or "NL")


def _deed(deed: Part) -> Deed:
    founders = tuple(
        Founder(
            person_id=one.text("person_id") or one.text("name"),
            name=one.text("name") or one.text("person_id"),
            kind=one.text("kind", "natural"),
            present=one.flag("present"),
            written_poa=one.flag("written_poa"),
        )
        for one in map(Part, deed.items("founders"))
    )
    language = deed.text("language", "nl").lower()
    return Deed(deed.text("form"), language, deed.date("signed_on"), deed.text("notary_id"), founders)


def _purpose(purpose: Part) -> Purpose:
    return Purpose(
        purpose.text("text"),
        purpose.texts("material_needs"),
        purpose.texts("member_agreement_types"),
        purpose.text("business"),
        purpose.flag("for_members"),
    )


def _liability(liability: Part) -> Liability:
    return Liability(
        liability.text("regime").upper().replace(".", "").replace(" ", ""),
        liability.flag("excluded"),
        liability.number("max_per_member_cents"),
        liability.text("standard"),
        liability.years("post_exit_years"),
    )


def _about_members(top: Part) -> dict[str, Any]:
    admission, obligations, membership = (top.part(n) for n in ("admission", "member_obligations", "membership"))
    resignation, termination, leaving = (top.part(n) for n in ("resignation", "termination_by_coop", "exit"))
    return {
        "admission": Admission(
            admission.text("organ"),
            admission.flag("alv_override", default=True),
            admission.maybe_flag("open_to_all_employees"),
        ),
        "member_obligations": Obligations(obligations.texts("listed"), obligations.text("method_of_imposing")),
        "membership": Membership(
            membership.flag("transferable"), membership.flag("inheritable"), membership.texts("categories")
        ),
        "resignation": Resignation(
            resignation.text("notice"),
            resignation.months("notice_months") or resignation.months("notice"),
            resignation.texts("exclusions_36_3"),
        ),
        "termination_by_coop": TerminationByCoop(termination.texts("cases"), termination.text("organ")),
        "expulsion": _expulsion(top.part("expulsion")),
        "exit": Exit(
            leaving.texts("conditions"),
            _fee(leaving),
            leaving.years("repayment_years"),
            leaving.months("notice_months"),
            leaving.text("claim_basis"),
        ),
    }


def _fee(leaving: Part) -> str:
    fee = leaving.raw.get("fee")
    if isinstance(fee, Mapping):
        return ", ".join(f"{key}: {value}" for key, value in fee.items())
    return "" if fee in (None, False, 0, "0", "geen") else str(fee).strip()


def _expulsion(expulsion: Part) -> Expulsion:
    appeal = expulsion.part("appeal")
    term = appeal.months("term_months")
    if term is None:
        term = appeal.months("term")
    for name, unit in (("term_days", "dagen"), ("term_weeks", "weken")):
        if term is None and (amount := appeal.number(name)) is not None:
            term = months(f"{amount} {unit}")
    excluded = expulsion.raw.get("appeal") is False or appeal.raw.get("allowed") is False
    return Expulsion(expulsion.text("organ"), expulsion.texts("grounds"), appeal.text("organ"), term, excluded)


def _convening(convening: Part) -> Convening:
    return Convening(
        convening.text("who"),
        convening.texts("others"),
        convening.texts("how"),
        convening.number("notice_days"),
        convening.share("request_share"),
        convening.flag("digital_only") or convening.text("mode") == "digital",
    )


def _votes(votes: Part) -> Votes:
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
    )


def _amendment(amendment: Part) -> Amendment:
    restricted = tuple(
        Restriction(_as_text(one), Part(one).share("majority"), Part(one).share("change_majority"))
        for one in amendment.items("restricted_clauses")
    )
    return Amendment(amendment.text("majority"), amendment.share("majority"), amendment.share("quorum"), restricted)


def _nomination(raw: Any) -> BindingNomination | None:
    if raw is None or raw is False:
        return None
    nomination = Part(raw)
    override = nomination.raw.get("override")
    inner = Part(override) if isinstance(override, Mapping) else nomination
    majority = inner.share("majority") or inner.share("override_majority") or share(override)
    quorum = inner.share("quorum") or inner.share("override_quorum")
    return BindingNomination(nomination.text("by"), majority, quorum, override is False or override == "none")


def _holders(raw: list[Any]) -> tuple[Seatholder, ...]:
    holders = []
    for index, one in enumerate(raw, start=1):
        if isinstance(one, bool) or one is None:
            continue
        if isinstance(one, int):
            holders.append(Seatholder(str(index), one))
        elif isinstance(one, str):
            holders.append(Seatholder(one))
        else:
            part = Part(one)
            name = part.text("person_id") or part.text("name") or part.text("function") or str(index)
            holders.append(
                Seatholder(name, part.number("votes") or 1, part.text("kind", "natural"), part.maybe_flag("is_member"))
            )
    return tuple(holders)


def _board(board: Part) -> Board:
    absence = board.raw.get("absence_clause")
    clause = Part(absence)
    raw_votes = board.raw.get("votes")
    if isinstance(raw_votes, Mapping):
        raw_votes = [{"function": name, "votes": votes} for name, votes in raw_votes.items()]
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
        _holders(raw_votes if isinstance(raw_votes, list) else []),
        _holders(board.items("directors") or board.items("members")),
        absence.strip() if isinstance(absence, str) else clause.text("all_directors"),
        clause.text("some"),
        board.text("conflict_clause"),
        board.text("representation"),
        board.text("remuneration_by"),
        board.flag("one_tier"),
    )


def _appointed_by_others(board: Part) -> Fraction:
    raw = board.raw.get("appointed_by_others")
    if isinstance(raw, list):
        return Fraction(len(raw))
    return share(raw) or Fraction(0)


def _rvc(rvc: Part) -> SupervisoryBoard:
    absence = rvc.raw.get("absence_clause")
    text = absence.strip() if isinstance(absence, str) else Part(absence).text("all_members")
    return SupervisoryBoard(rvc.flag("exists"), _holders(rvc.items("members")), text)


def _ledenraad(council: Part) -> DelegateCouncil:
    return DelegateCouncil(council.flag("exists"), council.text("election_rules"), council.text("number_rules"))


def _surplus(surplus: Part) -> Surplus:
    annual, dissolution = surplus.part("annual"), surplus.part("dissolution")
    percentage = annual.raw.get("reserve_min_pct")
    return Surplus(
        annual.text("basis"),
        share(percentage),
        dissolution.text("destination") or surplus.text("destination"),
        dissolution.text("determination_method") or surplus.text("determination_method"),
    )


def _operation(operation: Part, top: Part) -> Operation:
    first = operation.number("first_members")
    return Operation(
        operation.number("non_member_workers") or 0,
        operation.share("member_hours"),
        operation.share("total_hours"),
        first if first is not None else top.number("first_members"),
        operation.text("status"),
        operation.text("public_name"),
    )
