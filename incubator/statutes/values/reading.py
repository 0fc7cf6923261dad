"""From JSON to typed answers. Reading is forgiving (a draft is half empty); the schema says what is in the wrong shape."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from incubator.core.quantities import read_share, read_term
from incubator.statutes.values import organs
from incubator.statutes.values.answers import (
    Admission,
    Capital,
    Deed,
    Exit,
    Expulsion,
    Founder,
    Liability,
    Membership,
    Obligations,
    Operation,
    Purpose,
    Resignation,
    Seat,
    Statutes,
    Surplus,
    TerminationByCoop,
)
from incubator.statutes.values.arrangements import (
    Address,
    Appropriation,
    Aspirants,
    Disputes,
    MemberAgreement,
    Suspension,
)
from incubator.statutes.values.fixed_texts import with_fixed_texts
from incubator.statutes.values.parts import Part, as_text, meant
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


def read(data: Any) -> Statutes:
    """Read what can be read; never raises."""
    whole = Part(with_fixed_texts(data))
    top = whole.part("statutes")
    return Statutes(
        name=top.text("name"),
        seat=_seat(top),
        address=_address(top.part("address")),
        deed=_deed(top.part("deed")),
        duration=top.text("duration"),
        purpose=_purpose(top.part("purpose")),
        third_party_dealings_allowed=top.part("third_party_dealings").flag("allowed"),
        liability=_liability(top.part("liability")),
        member_requirements=top.texts("member_requirements"),
        **_about_members(top),
        convening=organs.convening(top.part("convening")),
        votes=organs.votes(top.part("votes")),
        amendment=organs.amendment(top.part("amendment")),
        board=organs.board(top.part("board")),
        rvc=organs.rvc(top.part("rvc")),
        ledenraad=organs.ledenraad(top.part("ledenraad")),
        surplus=_surplus(top.part("surplus")),
        fiscal_year_end=top.part("fiscal_year").text("end"),
        accounts_inspection=top.part("annual_accounts").text("inspection"),
        first_fiscal_year_end=top.part("fiscal_year").date("first_end"),
        regulations_allowed=top.part("regulations").flag("allowed"),
        capital=_capital(top.part("capital")),
        pay_ratio=top.text("pay_ratio"),
        first_board=organs.first_directors(_listed(top, "first_board")),
        placement=_texts_by_name(top.part("placement")),
        additions=_texts_by_name(top.part("additions")),
        deviations_elsewhere=_deviations_elsewhere(top),
        # What the group does now is no answer of the deed: older files hold it beside the statutes.
        operation=_operation(top.part("operation") if "operation" in top.raw else whole.part("operation"), top),
    )


def amending(statutes: Statutes, in_force: Statutes | None) -> Statutes:
    """These statutes as a change of the ones in force: the day and the notary of the earlier deed are not those of the new one."""
    if in_force is None:
        return statutes
    deed = statutes.deed
    if (deed.signed_on, deed.notary_id) == (in_force.deed.signed_on, in_force.deed.notary_id):
        deed = replace(deed, signed_on=None, notary_id="")
    return replace(statutes, amends=in_force, deed=deed)


def _deviations_elsewhere(top: Part) -> tuple[str, ...]:
    """What deviates from the law and stands in another paper than the statutes, by topic."""
    topics = []
    for deviation in filter(_stands_elsewhere, top.items("deviations")):
        topics.append(as_text(deviation.get("topic") or deviation))
    return tuple(topics)


def _stands_elsewhere(deviation: Any) -> bool:
    """Whether a deviation of the law stands in something else than the statutes."""
    return isinstance(deviation, Mapping) and str(deviation.get("source")) not in {"None", "statuten", "statutes"}


def _seat(top: Part) -> Seat:
    seat = top.part("seat")
    if isinstance(top.raw.get("seat"), str):
        return Seat(municipality=top.text("seat"))
    return Seat(seat.text("municipality"), seat.text("province"), seat.text("country", "NL") or "NL")


def _deed(deed: Part) -> Deed:
    founders = tuple(
        Founder(
            person_id=founder.text("person_id"),
            name=founder.text("name") or founder.text("person_id"),
            kind=founder.text("kind", "natural"),
            present=founder.flag("present"),
            written_poa=founder.flag("written_poa"),
        )
        for founder in map(Part, deed.items("founders"))
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
        purpose.flag("public_mission"),
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
            membership.flag("transferable"),
            membership.flag("inheritable"),
            membership.texts("categories"),
            membership.flag("legal_persons"),
            membership.flag("founders_exempt", default=True),
            Aspirants(membership.part("aspirants").flag("allowed"), membership.part("aspirants").number("months")),
        ),
        "suspension": _suspension(top.part("suspension")),
        "member_agreement": MemberAgreement(
            top.part("member_agreement").maybe_flag("required"),
            top.part("member_agreement").maybe_flag("ends_with_membership"),
        ),
        "disputes": Disputes(top.part("disputes").text("method"), top.part("disputes").text("arrangement")),
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
    return "" if fee in (None, False, 0, "0") else meant(str(fee))


def _expulsion(expulsion: Part) -> Expulsion:
    appeal = expulsion.part("appeal")
    term = appeal.months("term_months")
    if term is None:
        term = appeal.months("term")
    for name, unit in (("term_days", "dagen"), ("term_weeks", "weken")):
        if term is None and (amount := appeal.number(name)) is not None:
            term = read_term(f"{amount} {unit}")
    excluded = expulsion.raw.get("appeal") is False or appeal.raw.get("allowed") is False
    return Expulsion(
        expulsion.text("organ"),
        expulsion.texts("grounds"),
        appeal.text("organ"),
        term,
        excluded,
        appeal.text("procedure"),
    )


def _surplus(surplus: Part) -> Surplus:
    annual, dissolution = surplus.part("annual"), surplus.part("dissolution")
    return Surplus(
        annual.text("basis"),
        _part_of_surplus(annual, "reserve_min_pct"),
        dissolution.text("destination") or surplus.text("destination"),
        dissolution.text("determination_method") or surplus.text("determination_method"),
        dissolution.text("chooser"),
        Appropriation(
            _part_of_surplus(annual, "education_pct"),
            _part_of_surplus(annual, "solidarity_pct"),
            _part_of_surplus(annual, "credit_share"),
            annual.maybe_flag("indivisible"),
        ),
    )


def _part_of_surplus(annual: Part, name: str) -> Fraction | None:
    """A part of the surplus: files say 30, "30%" or 0.3 for the same. More than all of it stays so, for the check to say."""
    raw = annual.raw.get(name)
    share = read_share(raw)
    if share is None or share <= 1 or share.denominator != 1 or "%" in str(raw):
        return share
    return share / 100


def _capital(capital: Part) -> Capital:
    return Capital(
        capital.number("contribution_cents"),
        capital.number("instalments"),
        capital.text("fixed_in"),
        capital.maybe_flag("accounts"),
        capital.text("losses"),
        capital.flag("interest"),
        capital.maybe_flag("subordinated"),
        capital.maybe_flag("set_off"),
    )


def _address(address: Part) -> Address:
    return Address(address.text("street"), address.text("postcode"), address.text("city"))


def _suspension(suspension: Part) -> Suspension:
    return Suspension(
        suspension.flag("allowed"),
        suspension.text("organ"),
        suspension.number("max_months"),
        suspension.texts("grounds"),
    )


def _listed(top: Part, name: str) -> list[Any]:
    """A list, also when only one entry was written instead of a list."""
    single = top.raw.get(name)
    if isinstance(single, str):
        return [single]
    return top.items(name)


def _texts_by_name(part: Part) -> tuple[tuple[str, str], ...]:
    """An object of texts as pairs in the order of their names; what is no text is empty."""
    return tuple(sorted((name, part.text(name)) for name in part.raw))


def _operation(operation: Part, top: Part) -> Operation:
    people = operation.raw.get("first_members", top.raw.get("first_members"))
    first = len(people) if isinstance(people, list) else operation.number("first_members")
    return Operation(
        operation.number("non_member_workers") or 0,
        operation.share("member_hours"),
        operation.share("total_hours"),
        first if first is not None else top.number("first_members"),
        operation.text("status"),
        operation.text("public_name"),
    )
