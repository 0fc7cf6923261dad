"""The items of the yearly meeting and the organs that decide, on both sides of every line."""

from dataclasses import replace
from datetime import date

import pytest

from incubator.meetings.rules.legality import findings_of, is_lawful
from incubator.meetings.values import ItemKind
from incubator.meetings.values.case import CaseCandidate, CaseItem, CaseVotes
from tests.meetings.cases import DAY, PLAIN, case, item, named, result, sent, terms, unvoted

SUMMER = date(2026, 6, 25)
ACCOUNTS = {"items": (item("accounts"),), "auditor": True, "on": SUMMER, "sent": sent(date(2026, 6, 1))}


def yearly(**changes):
    return case(**(ACCOUNTS | changes))


def severities(checked, name):
    return [finding.severity.value for finding in named(checked, name)]


def test_adopting_the_accounts_is_no_discharge():
    assert severities(yearly(), "discharge-apart") == ["warning"]
    both = (item("accounts"), item("discharge", number="2"))
    assert severities(yearly(items=both, agenda=("1", "2")), "discharge-apart") == []
    assert severities(yearly(items=(item(),)), "discharge-apart") == []
    assert result(yearly()).valid is True


@pytest.mark.parametrize(
    ("there", "expected"),
    [(date(2026, 6, 1), []), (date(2026, 6, 2), ["error"]), (None, ["info"])],
)
def test_the_accounts_lie_there_from_the_convocation_on(there, expected):
    checked = yearly(accounts_from=there)
    assert severities(checked, "accounts-lie-there") == expected
    assert result(checked).valid is (expected != ["error"])


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"auditor": True}, []),
        ({"auditor": None, "committee": ("m1", "m2")}, []),
        ({"auditor": False, "committee": ("m1",)}, ["error"]),
        ({"auditor": False, "committee": ("m1", "m1")}, ["error"]),
        ({"auditor": False, "committee": ("m1", "m2"), "board": ("m2", "m3")}, ["error"]),
        ({"auditor": False, "committee": ("m1", "m2"), "board": ("m3",)}, []),
        ({"auditor": False, "committee": None}, ["info"]),
        ({"auditor": None, "committee": (), "terms": terms(rvc__exists=True)}, []),
    ],
)
def test_two_who_are_not_on_the_board_look_into_the_accounts(changes, expected):
    checked = yearly(**changes)
    assert severities(checked, "audit-committee") == expected
    assert result(checked).valid is (expected != ["error"])


@pytest.mark.parametrize(
    ("on", "changes", "expected"),
    [
        (date(2027, 7, 31), {"year_end": date(2026, 12, 31)}, []),  # the worked example of the fact base
        (date(2027, 8, 1), {"year_end": date(2026, 12, 31)}, ["error"]),
        (date(2027, 11, 30), {"year_end": date(2026, 12, 31), "extension_months": 4}, []),
        (date(2027, 12, 1), {"year_end": date(2026, 12, 31), "extension_months": 4}, ["error"]),
        (date(2027, 12, 1), {"year_end": date(2026, 12, 31), "extension_months": 9}, ["error"]),  # four at most
        (date(2027, 9, 30), {"year_end": date(2027, 2, 28)}, []),  # seven whole months from 1 March on
        (date(2027, 10, 1), {"year_end": date(2027, 2, 28)}, ["error"]),
        (date(2028, 9, 30), {"year_end": date(2028, 2, 29)}, []),  # a leap day
        (date(2028, 10, 1), {"year_end": date(2028, 2, 29)}, ["error"]),
        (date(2028, 1, 31), {"year_end": date(2027, 6, 30)}, []),  # over the end of the year
        (date(2028, 2, 1), {"year_end": date(2027, 6, 30)}, ["error"]),
        (date(2028, 9, 28), {"year_end": date(2028, 2, 28)}, []),  # a day before the end of that month
        (date(2028, 9, 29), {"year_end": date(2028, 2, 28)}, ["error"]),
        (date(2027, 7, 31), {}, []),
        (date(2027, 8, 1), {}, ["warning"]),  # which year it is, is only a guess
        (date(2027, 12, 31), {}, ["warning"]),
        (date(2028, 1, 1), {}, []),
    ],
)
def test_the_accounts_are_adopted_seven_months_after_the_year(on, changes, expected):
    checked = yearly(on=on, sent=sent(on - 30 * DAY), **changes)
    assert severities(checked, "accounts-in-time") == expected
    assert result(checked).valid is True  # late is late; the decision stands


def test_a_year_that_ends_on_no_day_is_left_alone():
    checked = yearly(terms=replace(PLAIN, financial_year_end="ooit"), on=date(2027, 8, 1))
    assert severities(checked, "accounts-in-time") == []


@pytest.mark.parametrize(
    ("on", "months", "expected"),
    [
        (date(2027, 6, 30), 4, []),
        (date(2027, 6, 30), 5, ["error"]),
        (date(2027, 7, 1), 4, ["warning"]),  # that it must be before the term is our safe reading
        (date(2027, 1, 1), 1, []),
    ],
)
def test_the_term_for_the_accounts_is_made_longer_by_four_months_at_most(on, months, expected):
    checked = case(
        items=(item("extension"),),
        on=on,
        sent=sent(on - 30 * DAY),
        extension_months=months,
        year_end=date(2026, 12, 31),
    )
    assert severities(checked, "extension-for-the-accounts") == expected


@pytest.mark.parametrize(
    ("order", "expected"),
    [(("accounts", "distribution"), []), (("distribution", "accounts"), ["warning"]), (("distribution",), [])],
)
def test_a_surplus_is_divided_after_the_accounts(order, expected):
    items = tuple(unvoted(kind, number=str(place)) for place, kind in enumerate(order))
    checked = yearly(items=items, agenda=("0", "1"))
    assert severities(checked, "distribution-after-adoption") == expected


@pytest.mark.parametrize(
    ("kind", "under", "name", "expected"),
    [
        ("admission", terms(admission__organ="ALV"), "meeting-may-admit", []),
        ("admission", terms(admission__organ="bestuur"), "meeting-may-admit", ["info"]),
        ("admission", terms(admission__organ="bestuur", admission__alv_override=False), "meeting-may-admit", ["error"]),
        ("expulsion", terms(expulsion__organ="ALV"), "meeting-may-expel", []),
        ("expulsion", terms(expulsion__organ="bestuur"), "meeting-may-expel", ["error"]),
        ("appeal", terms(expulsion__organ="bestuur", expulsion__appeal={"organ": "ALV"}), "meeting-may-expel", []),
        (
            "appeal",
            terms(expulsion__organ="bestuur", expulsion__appeal={"organ": "geschillencommissie"}),
            "meeting-may-expel",
            ["error"],
        ),
        (
            "appeal",
            terms(expulsion__organ="ALV", expulsion__appeal={"organ": "geschillencommissie"}),
            "meeting-may-expel",
            ["error"],
        ),
        ("appeal", terms(expulsion__organ="ALV"), "meeting-may-expel", ["warning"]),
        ("dismissal", PLAIN, "who-appoints-dismisses", []),
        ("dismissal", terms(board__appointment_method="de rvc"), "who-appoints-dismisses", ["warning"]),
    ],
)
def test_the_organ_of_the_statutes_decides(kind, under, name, expected):
    checked = case(items=(item(kind),), terms=under)
    assert severities(checked, name) == expected
    assert result(checked).valid is (expected != ["error"])


def test_a_fault_in_the_accounts_is_no_fault_of_the_convocation():
    checked = yearly(auditor=False, committee=("m1",), year_end=date(2025, 12, 31))
    assert [finding.convening for finding in named(checked, "audit-committee")] == [False]
    assert is_lawful(findings_of(checked)) is True


@pytest.mark.parametrize(("named", "valid"), [("m1", False), ("m4", True)])
def test_a_director_named_by_number_cannot_be_chosen_for_the_audit_committee(named, valid):
    chosen = CaseItem("1", ItemKind.AUDIT_COMMITTEE, votes=CaseVotes(), candidates=(CaseCandidate(named, 6),))
    assert result(case(items=(chosen,), board=("m1", "m2", "m3"))).valid is valid
