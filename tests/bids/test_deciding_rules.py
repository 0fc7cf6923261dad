"""What could stop a bid, and what a go or a no-go asks."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from incubator.bids.rules import deciding
from incubator.bids.rules.certificates import compared
from incubator.bids.values.deciding import CertificateHeld, DecisionBasis, KnockOutState
from incubator.bids.values.origins import WorkOrigin
from incubator.bids.values.procurement import AskedText, OwnSide, ProcurementCase
from incubator.core.errors import RuleViolation
from incubator.formats.values import Reserved

TODAY = date(2026, 10, 1)
CASE = ProcurementCase(
    on=TODAY,
    now=datetime(2026, 10, 1, 9, 0, tzinfo=UTC),
    closes=datetime(2026, 12, 1, 11, 0, tzinfo=UTC),
    cpv=("77310000",),
    value=Decimal(100_000),
    months=12,
)
BASIS = DecisionBasis(TODAY, CASE, has_deed=True)


def asks(words, **more):
    return replace(BASIS, case=replace(CASE, texts=(AskedText(words),), **more))


def state(basis, key):
    return [knock.state for knock in deciding.knock_outs(basis) if knock.key == key]


OPEN, ATTENTION, UNKNOWN, FINE = (
    KnockOutState.OPEN, KnockOutState.ATTENTION, KnockOutState.UNKNOWN, KnockOutState.FINE,
)  # fmt: skip
RECENT = OwnSide(reference_years=(2025,))
OLD = OwnSide(reference_years=(2019,))
ISO = asks("Inschrijver beschikt over ISO 9001 of gelijkwaardig.")
TURNOVER = asks("De omzet is minimaal € 200.000.")


@pytest.mark.parametrize(
    ("basis", "key", "states"),
    [
        (BASIS, "deed", [FINE]),
        (replace(BASIS, has_deed=False), "deed", [OPEN]),
        (BASIS, "reserved", []),
        (replace(BASIS, case=replace(CASE, reserved=Reserved.SHELTERED)), "reserved", [OPEN]),
        (
            replace(BASIS, case=replace(CASE, reserved=Reserved.PUBLIC_SERVICE_MISSION, cpv=("85320000",))),
            "reserved",
            [UNKNOWN],
        ),
        (BASIS, "staff", []),
        (replace(BASIS, case=replace(CASE, cpv=("79620000",))), "staff", [ATTENTION]),
        (replace(BASIS, case=replace(CASE, cpv=("79620000",)), work_starts=date(2027, 1, 1)), "staff", [OPEN]),
        (replace(BASIS, case=replace(CASE, cpv=("79620000",)), work_starts=date(2026, 12, 31)), "staff", [ATTENTION]),
        (asks("Detachering van twee medewerkers"), "staff", [ATTENTION]),
        (asks("Uitzendkrachten voor het groen"), "staff", [ATTENTION]),
        (BASIS, "turnover", [UNKNOWN]),
        (TURNOVER, "turnover", [UNKNOWN]),
        (replace(TURNOVER, turnover_own_cents=20_000_000), "turnover", [FINE]),
        (replace(TURNOVER, turnover_own_cents=19_999_999), "turnover", [OPEN]),
        (BASIS, "references", [UNKNOWN]),
        (replace(BASIS, case=replace(CASE, own=RECENT)), "references", [FINE]),
        (replace(BASIS, case=replace(CASE, own=OLD)), "references", [UNKNOWN]),
        (asks("Lever een referentie aan", own=OLD), "references", [OPEN]),
        (asks("Lever een referentie aan"), "references", [OPEN]),
        (ISO, "certificate", [OPEN]),
        (replace(ISO, certificates=(CertificateHeld("ISO9001"),)), "certificate", [FINE]),
        (replace(ISO, certificates=(CertificateHeld("ISO 9001", date(2026, 12, 1)),)), "certificate", [FINE]),
        (replace(ISO, certificates=(CertificateHeld("ISO 9001", date(2026, 11, 30)),)), "certificate", [OPEN]),
        (BASIS, "hours", [UNKNOWN]),
        (replace(BASIS, hours_needed=24, hours_available=24), "hours", [FINE]),
        (replace(BASIS, hours_needed=24, hours_available=23), "hours", [OPEN]),
        (replace(BASIS, hours_estimated=40, hours_available=23), "hours", [OPEN]),
        (BASIS, "place", [UNKNOWN]),
        (replace(BASIS, near=True, place_names="Assen"), "place", [FINE]),
        (replace(BASIS, place_names="Assen"), "place", [UNKNOWN]),
        (replace(BASIS, near=False, place_names="Assen", place_derived=True), "place", [ATTENTION]),
        (BASIS, "work", []),
        (replace(BASIS, other_work=True), "work", [ATTENTION]),
        (replace(BASIS, case=replace(CASE, own=RECENT), other_work=True), "references", [ATTENTION]),
        (replace(TURNOVER, has_closed_year=False), "turnover", [OPEN]),
        (replace(TURNOVER, has_closed_year=True), "turnover", [UNKNOWN]),
        (replace(TURNOVER, has_closed_year=False, turnover_own_cents=20_000_000), "turnover", [FINE]),
        (replace(BASIS, near=False, place_names="Assen"), "place", [ATTENTION]),
        (BASIS, "time", []),
        (replace(BASIS, today=date(2026, 10, 7)), "time", [ATTENTION]),
        (replace(BASIS, today=date(2026, 10, 6)), "time", []),
        (replace(BASIS, today=date(2026, 10, 7), case=replace(CASE, own=OwnSide(conduct_on=TODAY))), "time", []),
    ],
)
def test_what_could_stop_a_bid_stands_as_the_facts_say(basis, key, states):
    assert state(basis, key) == states


def test_a_private_client_asks_no_papers_of_a_procurement():
    private = replace(BASIS, case=replace(CASE, origin=WorkOrigin.REQUEST))
    assert {knock.key for knock in deciding.knock_outs(private)} == {"deed", "hours", "place"}


@pytest.mark.parametrize(
    ("words", "more", "key", "expected"),
    [
        ("De omzet is minimaal € 200.000.", {"turnover_own_cents": 1_000_000}, "turnover", OPEN),
        ("De omzet is minimaal € 200.000.", {"turnover_own_cents": 30_000_000}, "turnover", FINE),
        ("De omzet is minimaal € 200.000.", {"has_closed_year": False}, "turnover", OPEN),
        ("Stuur twee referenties mee.", {}, "references", OPEN),
        ("De aannemer beschikt over VCA.", {}, "certificate", OPEN),
        ("De aannemer beschikt over VCA.", {"certificates": (CertificateHeld("VCA"),)}, "certificate", FINE),
        ("U heeft een aansprakelijkheidsverzekering.", {}, "insurance", UNKNOWN),
        ("U heeft een aansprakelijkheidsverzekering.", {"insurance": "AVB € 1 miljoen"}, "insurance", ATTENTION),
        ("U stuurt een gedragsverklaring aanbesteden mee.", {"today": date(2026, 11, 20)}, "time", ATTENTION),
    ],
)
def test_what_a_client_asks_counts_and_no_act_for_authorities_is_named(words, more, key, expected):
    basis = replace(asks(words, origin=WorkOrigin.REQUEST), **more)
    (knock,) = [knock for knock in deciding.knock_outs(basis) if knock.key == key]
    assert knock.state is expected
    assert "Aw 2012" not in knock.source
    assert "Aw 2012" not in knock.what.text
    # A turnover that somebody typed in counts as well as one that was read.
    typed = replace(basis, case=replace(basis.case, texts=(), turnover_asked=Decimal(200_000)))
    assert [knock.key for knock in deciding.knock_outs(typed) if knock.key == "turnover"] == ["turnover"]


def test_a_knock_out_of_the_list_that_nothing_else_judges_is_named_once():
    texts = (
        "De omzet is minimaal € 200.000.",
        "De chauffeur heeft rijbewijs C.",
        *(f"Eis {number}" for number in range(6)),
    )
    for origin in (WorkOrigin.REQUEST, WorkOrigin.NOTICE):
        basis = replace(BASIS, case=replace(CASE, origin=origin), open_knock_outs=texts)
        named = [knock for knock in deciding.knock_outs(basis) if knock.key == "requirement"]
        assert [knock.state for knock in named] == [ATTENTION] * 6
        assert named[0].what.params["text"] == texts[1]
        assert named[-1].what.params == {"count": 2}


def test_a_go_with_something_open_asks_for_a_reason():
    knocked = deciding.knock_outs(replace(BASIS, has_deed=False))
    with pytest.raises(RuleViolation) as refused:
        deciding.check_go(knocked, "")
    assert refused.value.field == "reason"
    deciding.check_go(knocked, "De notaris komt volgende week.")
    deciding.check_go(deciding.knock_outs(BASIS), "")


@pytest.mark.parametrize(
    ("named", "held", "match"),
    [
        ("VCA*", "VCA* geldig", "same"),
        ("VCA*", "VCA basis (alle medewerkers)", "none"),
        ("VCA*", "VCA VOL", "none"),
        ("VCA", "VCA basis", "none"),
        ("VCA", "VCA**", "same"),
        ("VCA*", "VCA**", "other-level"),
        ("VCA-P", "VCA**", "other-level"),
        ("VCA*", "VCA", "other-level"),
        ("VCA*", "VCA basis en VCA*", "same"),
        ("VCA basis", "VCA basis (alle medewerkers)", "same"),
        ("ISO 9001", "NEN-EN-ISO 9001:2015", "same"),
        ("ISO 9001", "ISO 14001", "none"),
        ("PSO 30+", "PSO trede 1", "other-level"),
        ("PSO trede 1", "PSO, trede 1", "same"),
        ("PSO", "PSO trede 2", "same"),
        ("CO2-prestatieladder trede 5", "CO2-prestatieladder niveau 3", "other-level"),
    ],
)
def test_a_certificate_counts_for_its_own_level_only(named, held, match):
    assert compared(named, held).value == match


@pytest.mark.parametrize(("held", "states"), [("VCA basis (alle medewerkers)", [OPEN]), ("VCA", [UNKNOWN])])
def test_a_diploma_of_a_person_is_no_certificate_of_the_company(held, states):
    basis = asks("Inschrijver beschikt over VCA* of gelijkwaardig.")
    assert state(replace(basis, certificates=(CertificateHeld(held),)), "certificate") == states


@pytest.mark.parametrize(
    ("answers", "hours", "lead", "field"),
    [({}, None, 1, "hours"), ({"hours": "yes"}, None, None, "lead_id"), ({}, 24, None, "lead_id")],
)
def test_a_go_asks_for_the_hours_and_who_leads_or_why_not(answers, hours, lead, field):
    with pytest.raises(RuleViolation) as refused:
        deciding.check_answered(answers, hours, lead, "")
    assert refused.value.field == field
    deciding.check_answered(answers, hours, lead, "Dat weten we na de vergadering.")
    deciding.check_answered(answers | {"hours": "unsure"}, hours, 1, "")


def test_a_no_go_always_asks_for_a_reason():
    with pytest.raises(RuleViolation):
        deciding.check_no_go("")
    deciding.check_no_go("Te ver weg.")


@pytest.mark.parametrize(
    ("line", "name", "until"),
    [
        ("VCA geldig tot 1-3-2027", "VCA", date(2027, 3, 1)),
        ("Groenkeur (t/m 31 december 2026)", "Groenkeur", date(2026, 12, 31)),
        ("ISO 9001", "ISO 9001", None),
        ("VCA geldig tot 31-2-2027", "VCA geldig tot 31-2-2027", None),
    ],
)
def test_a_certificate_of_the_dossier_may_say_until_when(line, name, until):
    assert deciding.certificate(line) == CertificateHeld(name, until)


@pytest.mark.parametrize(
    ("value", "months", "rate", "hours"),
    [(104_000, 12, 40, 50), (None, 12, 40, None), (1, None, 40, None), (1, 12, None, None)],
)
def test_hours_follow_from_the_value_the_term_and_the_rate(value, months, rate, hours):
    amounts = [None if amount is None else Decimal(amount) for amount in (value, rate)]
    assert deciding.hours_a_week(amounts[0], months, amounts[1]) == hours
