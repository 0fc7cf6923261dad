"""`incubator register distribute`: the contract, and what is refused."""

import copy
import json

import pytest

from incubator.cli import cli

EXAMPLE = {
    "year": 2026,
    "regime": "UA",
    "surplus": "12000.00",
    "self_management_status": False,
    "rule": {
        "general_reserve": "0.30",
        "education": "0.10",
        "solidarity": "0.05",
        "basis": "labour_hours",
        "credit_share": "0.50",
    },
    "balances": {"general_reserve": "0.00"},
    "members": [
        {"id": "A", "contribution": "1000.00", "allocated": "0.00", "hours": "1600"},
        {"id": "B", "contribution": "1000.00", "allocated": "0.00", "hours": "1200"},
        {"id": "C", "contribution": "1000.00", "allocated": "0.00", "hours": "900"},
    ],
    "leaving": [{"id": "C", "index": "1.03", "instalments": 1}],
}


@pytest.fixture
def distribute(app):
    def run(given, *options):
        text = given if isinstance(given, str) else json.dumps(given)
        return app.test_cli_runner().invoke(cli, ["register", "distribute", "-", *options], input=text)

    return run


def changed(path, value):
    """The example with another value at a path, as `members.0.hours`."""
    given = copy.deepcopy(EXAMPLE)
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place = given
    for step in steps:
        place = place[step]
    place[last] = value
    return given


def test_the_example_of_the_contract(distribute):
    answer = json.loads(distribute(EXAMPLE, "--json").output)
    assert answer["reserves"] == {"general_reserve": "3600.00", "education": "1200.00", "solidarity": "600.00"}
    assert answer["pool"] == "6600.00"
    assert answer["members"][0] == {
        "id": "A",
        "allocation": "2854.05",
        "credited": "1427.02",
        "paid_out": "1427.03",
        "contribution": "1000.00",
        "allocated": "1427.02",
    }
    (left,) = answer["leaving"]
    assert (left["id"], left["claim"], left["to_reserve"]) == ("C", "1030.00", "802.70")
    assert left["instalments"] == ["1030.00"]
    for finding in answer["findings"]:
        assert set(finding) == {"rule", "articles", "severity", "message"}


def test_without_json_it_is_a_list_of_lines(distribute):
    lines = distribute(EXAMPLE).output.splitlines()
    assert lines[:2] == ["general_reserve\t3600.00", "education\t1200.00"]
    assert "A\t2854.05\t1427.02\t1427.03" in lines


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ("surplus", "12.345", "surplus"),
        ("surplus", "twaalf", "surplus"),
        ("surplus", None, "surplus"),
        ("surplus", True, "surplus"),
        ("year", "2026", "year"),
        ("regime", "NV", "regime"),
        ("rule.general_reserve", "1.01", "rule.general_reserve"),
        ("rule.general_reserve", "0.90", "rule"),
        ("rule.general_reserve", "-0.1", "rule.general_reserve"),
        ("rule.basis", "gevoel", "rule.basis"),
        ("rule.credit_share", "NaN", "rule.credit_share"),
        ("members", {}, "members"),
        ("members.0", "A", "members[1]"),
        ("members.0.hours", "-1", "members[1].hours"),
        ("members.1.id", "A", "members"),
        ("members.1.id", "", "members[2].id"),
        ("members.1.contribution", "-1.00", "members[2].contribution"),
        ("leaving.0.id", "D", "leaving"),
        ("leaving.0.index", "0", "leaving[1].index"),
        ("leaving.0.instalments", 0, "leaving[1].instalments"),
        ("balances.education", "-1.00", "balances.education"),
    ],
)
def test_what_cannot_be_is_refused_and_named(distribute, path, value, key):
    result = distribute(changed(path, value), "--json")
    assert result.exit_code == 2
    assert f"“{key}”" in result.stderr
    assert result.stdout == ""


def test_who_leaves_twice_is_refused(distribute):
    result = distribute(changed("leaving", EXAMPLE["leaving"] * 2))
    assert result.exit_code == 2
    assert "C" in result.stderr


def test_a_file_that_is_no_json_is_refused(distribute):
    assert distribute("{").exit_code == 2


@pytest.mark.parametrize(("path", "value"), [("leaving", {}), ("leaving", 0), ("balances", []), ("balances", "")])
def test_an_empty_value_of_another_kind_is_refused(distribute, path, value):
    assert distribute(changed(path, value)).exit_code == 2


@pytest.mark.parametrize("path", ["leaving", "balances"])
def test_null_is_nothing_at_all(distribute, path):
    assert distribute(changed(path, None)).exit_code == 0


def test_a_member_with_a_blank_behind_the_name_is_the_same_member(distribute):
    assert distribute(changed("members.1.id", "A ")).exit_code == 2
    assert distribute(changed("members.2.id", "C ")).exit_code == 0


def of_self_management(answer):
    return [finding["rule"] for finding in json.loads(answer.output)["findings"]].count("W-05")


def test_what_stays_of_who_leaves_is_said_in_a_year_without_anything_credited_too(distribute):
    """W-05: the third year of the worked example, in which nothing is credited and the account of C is not paid."""
    year = changed("surplus", "0.00")
    year["self_management_status"] = True
    assert of_self_management(distribute(year, "--json")) == 0
    year["members"][2]["allocated"] = "705.40"
    answer = distribute(year, "--json")
    assert json.loads(answer.output)["leaving"][0]["to_reserve"] == "705.40"
    assert of_self_management(answer) == 1


@pytest.mark.parametrize(("status", "warnings"), [(None, 1), (True, 1), (False, 0)])
def test_a_status_that_is_not_known_is_no_no(distribute, status, warnings):
    assert of_self_management(distribute(changed("self_management_status", status), "--json")) == warnings


@pytest.mark.parametrize(
    ("path", "value", "name"),
    [
        ("rule.general_reserv", "0.30", "rule.general_reserv"),
        ("balances.reserve", "1.00", "balances.reserve"),
        ("members.1.uren", "3", "members.uren"),
        ("leaving.0.indx", "1.1", "leaving.indx"),
        ("surpluss", "1", "surpluss"),
    ],
)
def test_a_typing_error_in_a_key_is_noticed_wherever_it_stands(distribute, path, value, name):
    answer = distribute(changed(path, value), "--json")
    assert answer.exit_code == 0
    assert f"{name!r} is not known" in answer.stderr
    assert answer.stderr.count("not known") == 1
    assert distribute(EXAMPLE).stderr == ""


def test_a_key_that_stands_there_twice_is_refused_for_nobody_can_tell_which_is_meant(distribute):
    answer = distribute(json.dumps(EXAMPLE)[:-1] + ', "surplus": "5.00"}')
    assert (answer.exit_code, "'surplus'" in answer.stderr) == (2, True)


OF = {"id": "A", "contribution": "1000.00"}


@pytest.mark.parametrize(
    ("changes", "reserve", "allocations", "stays"),
    [
        # Without hours there is nothing to divide by: all of it stays until the meeting decides.
        ({"members": [OF | {"hours": "0"}]}, "10200.00", ["0.00"], "10200.00"),
        # A third and a seventh: the spare cents go to the first of equal remainders.
        (
            {"surplus": "100.00", "rule": {"basis": "equal"}, "members": [OF | {"id": i} for i in range(3)]},
            "0.00",
            ["33.34", "33.33", "33.33"],
            "0.00",
        ),
        (
            {"surplus": "0.05", "rule": {"basis": "equal"}, "members": [OF | {"id": i} for i in range(7)]},
            "0.00",
            ["0.01"] * 5 + ["0.00"] * 2,
            "0.00",
        ),
        # A loss larger than the reserve and all that was credited: contributions stay, the rest is carried forward.
        (
            {
                "surplus": "-9000.00",
                "balances": {"general_reserve": "3600.00"},
                "members": [OF | {"allocated": "1427.02"}, OF | {"id": "B"}],
            },
            "-7572.98",
            ["-1427.02", "0.00"],
            "-3972.98",
        ),
        # A loss on a reserve that is below nothing already.
        ({"surplus": "-1.00", "balances": {"general_reserve": "-5.00"}, "members": [OF]}, "-1.00", ["0.00"], "-6.00"),
        # A shortfall larger than the surplus takes all of it.
        ({"surplus": "100.00", "balances": {"general_reserve": "-500.00"}}, "100.00", ["0.00"] * 3, "-400.00"),
        ({"members": []}, "10200.00", [], "10200.00"),
        ({"surplus": "0.00"}, "0.00", ["0.00"] * 3, "0.00"),
        (
            {"surplus": "-0.01", "members": [OF | {"allocated": "0.01"}, OF | {"id": "B", "allocated": "0.01"}]},
            "0.00",
            ["-0.01", "0.00"],
            "0.00",
        ),
    ],
)
def test_years_at_the_edge_come_out_to_the_cent(distribute, changes, reserve, allocations, stays):
    answer = distribute(EXAMPLE | {"leaving": []} | changes, "--json")
    printed = json.loads(answer.stdout)
    assert (printed["reserves"]["general_reserve"], printed["balances"]["general_reserve"]) == (reserve, stays)
    assert [share["allocation"] for share in printed["members"]] == allocations


def test_who_left_in_the_year_gets_the_part_of_the_hours_and_is_settled_with(distribute):
    year = copy.deepcopy(EXAMPLE)
    year["members"][2]["hours"] = "225.25"
    year["rule"]["claim_basis"] = "account_balance"
    printed = json.loads(distribute(year, "--json").stdout)
    left, (claim,) = printed["members"][2], printed["leaving"]
    assert left["allocation"] == "491.41"  # 6,600 times 225.25 by 3,025.25 hours
    assert claim["claim"] == "1275.70"  # the contribution with prices, and what was credited this year
    assert claim["to_reserve"] == "0.00"
