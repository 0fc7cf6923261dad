"""`incubator meetings check`: the shape of the contract, and one clear sentence for what is wrong."""

import copy
import json
from datetime import UTC, date, datetime

import pytest
from flask.cli import ScriptInfo

from incubator.cli import cli
from incubator.core.db import SYSTEM, transaction
from incubator.core.errors import RuleViolation
from incubator.meetings.rules.json_cases import case_from, day_of, members_of
from incubator.register import services as register
from incubator.register.values import Decision, Person
from incubator.statutes import services as statutes
from incubator.statutes.values.schema import example
from tests.factories import CooperativeFactory
from tests.meetings.cases import PLAIN
from tests.statutes.answers import answers

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
CASE = {
    "statutes": example()["statutes"],
    "meeting": {
        "date": "2026-12-10",
        "time": "20:00",
        "convened_by": "bestuur",
        "agenda": ["1", "2"],
        "sent": [{"member": f"m{place}", "on": "2026-11-25", "channel": "email"} for place in range(1, 11)],
        "proposals_enclosed": True,
        "inspection_from": "2026-12-01",
    },
    "members": [
        {
            "id": f"m{place}",
            "name": f"Lid {place}",
            "from": "2024-01-01",
            "until": None,
            "suspended": place == 10,
            "votes": 1,
            "email_consent": True,
        }
        for place in range(1, 11)
    ],
    "present": ["m1", "m2", "m4", "m5", "m6", "m7", "m8", "m9"],
    "proxies": [{"from": "m3", "to": "m1", "written": True}],
    "items": [
        {"id": "1", "kind": "amendment", "votes": {"for": 6, "against": 3, "blank": 0, "invalid": 0}},
        {"id": "2", "kind": "discharge", "votes": {"for": 4, "against": 4, "blank": 1, "invalid": 0}},
    ],
}


@pytest.fixture
def check(app, tmp_path):
    def checked(question, *more, by_pipe=False):
        text = question if isinstance(question, str) else json.dumps(question)
        file = tmp_path / "case.json"
        file.write_text(text, encoding="utf-8")
        arguments = ["meetings", "check", "-" if by_pipe else str(file), *more]
        return app.test_cli_runner().invoke(
            cli, arguments, input=text if by_pipe else None, obj=ScriptInfo(create_app=lambda: app)
        )

    return checked


def changed(path, value):
    """The case with another value at a path such as meeting.sent.0.on; `...` takes the key away."""
    raw = copy.deepcopy(CASE)
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place = raw
    for step in steps:
        place = place[step]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return raw


@pytest.mark.parametrize("by_pipe", [False, True])
def test_the_answer_is_one_object_in_the_shape_of_the_contract(check, by_pipe):
    answer = check(CASE, "--json", by_pipe=by_pipe)
    assert (answer.exit_code, answer.stderr) == (0, "")
    printed = json.loads(answer.stdout)
    assert printed["convocation"] == {"ok": True, "findings": []}
    assert (printed["entitled"], printed["present_votes"]) == (9, 9)
    amendment, discharge = printed["items"]
    assert (amendment["id"], amendment["majority"], amendment["quorum"]) == ("1", "2/3", "1/2")
    assert (amendment["cast"], amendment["needed"], amendment["adopted"], amendment["valid"]) == (9, 6, True, True)
    assert (discharge["cast"], discharge["needed"], discharge["adopted"], discharge["valid"]) == (8, 5, False, True)
    assert discharge["quorum"] is None
    assert [word for word in amendment["sum"].split() if word.isdigit()] == ["6", "9"]
    assert "30" in amendment["article"]
    assert "2:43" in amendment["article"]


def test_a_finding_names_its_rule_articles_weight_and_sentence(check):
    printed = json.loads(check(changed("members.0.email_consent", False), "--json").stdout)
    assert printed["convocation"]["ok"] is False
    (finding,) = printed["convocation"]["findings"]
    assert (finding["rule"], finding["severity"], finding["item"]) == ("G-10", "error", None)
    assert finding["articles"] == ["BW 2:41(5)", "statuten artikel 19"]
    assert "Lid 1" in finding["message"]
    assert finding["remedy"]
    assert [item["valid"] for item in printed["items"]] == [False, False]


def test_a_proxy_that_does_not_count_stands_with_every_vote(check):
    printed = json.loads(check(changed("proxies.0.written", False), "--json").stdout)
    assert printed["present_votes"] == 8
    for item in printed["items"]:
        assert "G-04" in [finding["rule"] for finding in item["findings"]]
        assert item["valid"] is False  # nine votes of eight people


def test_people_read_a_line_an_item(check):
    answer = check(CASE)
    assert answer.exit_code == 0
    lines = answer.stdout.splitlines()
    assert lines[0] == "convocation: as it should be"
    assert lines[1].split("\t")[:3] == ["1", "adopted", "valid"]
    late = check(changed("meeting.sent.3.on", "2026-11-26"))
    assert late.stdout.startswith("convocation: not as it should be")
    assert "G-11 error" in late.stdout


@pytest.mark.parametrize("wrapped", [CASE["statutes"], example()])
def test_answers_are_read_with_and_without_the_key_around_them(check, wrapped):
    assert json.loads(check(CASE | {"statutes": wrapped}, "--json").stdout)["items"][0]["majority"] == "2/3"


@pytest.mark.parametrize(
    ("path", "value", "ok"),
    [
        ("meeting.sent", ..., None),
        ("meeting.sent", [], False),
        ("meeting.agenda", ..., None),
        ("meeting.agenda", ["2"], False),
        ("meeting.convened_by", ..., None),
        ("meeting.convened_by", "de gemeente", False),
        ("meeting.inspection_from", None, None),
        ("meeting.inspection_from", ..., None),
        ("meeting.sent.4.on", None, None),
        ("meeting.sent.4.on", "2026-11-26", False),
        ("meeting.request", {"on": "2026-11-12"}, True),
        ("meeting.inspection_from", "2026-12-04", True),
        ("meeting.inspection_from", "2026-12-05", False),
        ("meeting.time", None, True),
        ("meeting.proposals_enclosed", None, True),
        ("members.2.email_consent", None, None),
        ("present", ..., True),
        ("items", ..., True),
        ("items", [], True),
        ("proxies", ..., True),
        ("members.0.name", ..., True),
        ("members.0.until", "2026-12-10", True),
    ],
)
def test_what_is_left_out_is_not_known_and_what_is_wrong_is_said(check, path, value, ok):
    answer = check(changed(path, value), "--json")
    assert answer.exit_code == 0
    assert json.loads(answer.stdout)["convocation"]["ok"] is ok


def test_a_request_of_which_nobody_wrote_down_who_asked_is_not_known(check):
    asked = changed("meeting.request", {"on": "2026-11-10"})
    asked["meeting"]["convened_by"] = "verzoekers"
    assert json.loads(check(asked, "--json").stdout)["convocation"]["ok"] is None
    asked["meeting"]["request"]["by"] = []
    assert json.loads(check(asked, "--json").stdout)["convocation"]["ok"] is False


@pytest.mark.parametrize(("written", "valid"), [(None, None), (..., None), (True, True)])
def test_a_proxy_of_which_nobody_knows_the_form_counts_and_leaves_it_unsure(check, written, valid):
    printed = json.loads(check(changed("proxies.0.written", written), "--json").stdout)
    assert printed["present_votes"] == 9
    assert [item["valid"] for item in printed["items"]] == [valid, valid]
    assert [finding["rule"] for finding in printed["roll"]["findings"]] == ([] if valid else ["G-04"])


WRONG = [
    ("statutes", ..., "statutes"),
    ("statutes", [], ""),
    ("statutes", "ja", ""),
    ("statutes", {"votes": {"quorum": []}}, "votes.quorum"),
    ("meeting", ..., "meeting"),
    ("meeting", [], "meeting"),
    ("meeting.date", ..., "meeting.date"),
    ("meeting.date", "2026-02-30", "meeting.date"),
    ("meeting.date", "10-12-2026", "meeting.date"),
    ("meeting.date", "9999-12-31", "meeting.date"),
    ("meeting.date", 20261210, "meeting.date"),
    ("meeting.time", "25:00", "meeting.time"),
    ("meeting.kind", "feest", "meeting.kind"),
    ("meeting.mode", 1, "meeting.mode"),
    ("meeting.convened_by", 3, "meeting.convened_by"),
    ("meeting.agenda", "1", "meeting.agenda"),
    ("meeting.agenda", [None], "meeting.agenda[0]"),
    ("meeting.sent", {}, "meeting.sent"),
    ("meeting.sent", [3], "meeting.sent[0]"),
    ("meeting.sent.0.member", ..., "meeting.sent[0].member"),
    ("meeting.sent.0.on", "2027-02-29", "meeting.sent[0].on"),
    ("meeting.sent.0.channel", "duif", "meeting.sent[0].channel"),
    ("meeting.sent.0.channel", ..., "meeting.sent[0].channel"),
    ("meeting.sent.0.channel", [], "meeting.sent[0].channel"),
    ("meeting.proposals_enclosed", "ja", "meeting.proposals_enclosed"),
    ("meeting.inspection_from", "morgen", "meeting.inspection_from"),
    ("meeting.extension_months", -1, "meeting.extension_months"),
    ("meeting.request", {"by": []}, "meeting.request.on"),
    ("members", ..., "members"),
    ("members", None, "members"),
    ("members", {}, "members"),
    ("members", ["m1"], "members[0]"),
    ("members.1.id", ..., "members[1].id"),
    ("members.1.id", True, "members[1].id"),
    ("members.1.id", "", "members[1].id"),
    ("members.1.id", "m1", "members"),
    ("members.1.from", ..., "members[1].from"),
    ("members.1.from", "2026-13-01", "members[1].from"),
    ("members.1.until", "2023-12-31", "members[1].until"),
    ("members.1.suspended", "nee", "members[1].suspended"),
    ("members.1.votes", -1, "members[1].votes"),
    ("members.1.votes", 1.5, "members[1].votes"),
    ("members.1.votes", True, "members[1].votes"),
    ("members.1.email_consent", "ja", "members[1].email_consent"),
    ("present", "m1", "present"),
    ("present", [1.5], "present[0]"),
    ("proxies", {}, "proxies"),
    ("proxies.0.from", ..., "proxies[0].from"),
    ("proxies.0.to", None, "proxies[0].to"),
    ("proxies.0.written", "ja", "proxies[0].written"),
    ("items", "1", "items"),
    ("items.0.id", ..., "items[0].id"),
    ("items.0.id", "2", "items"),
    ("items.0.kind", "vergadering", "items[0].kind"),
    ("items.0.kind", ..., "items[0].kind"),
    ("items.0.kind", {}, "items[0].kind"),
    ("items.0.votes", [], "items[0].votes"),
    ("items.0.votes.for", -1, "items[0].votes.for"),
    ("items.0.votes.for", "6", "items[0].votes.for"),
    ("items.0.votes.for", 10**30, "items[0].votes.for"),
    ("items.0.votes.against", 2.0, "items[0].votes.against"),
    ("items.0.seats", 0, "items[0].seats"),
    ("items.0.candidates", [{}], "items[0].candidates[0].name"),
    ("items.0.early", [{"on": "2026-12-01", "for": 9}], "items[0].early"),
    ("items.0.early", [{"for": 1}], "items[0].early[0].on"),
    ("coop", "bezem", "coop"),
    ("members.0.name", "half \ud800", "members[0].name"),
    ("members.0.id", "\udfff", "members[0].id"),
    ("meeting.convened_by", "\ud800", "meeting.convened_by"),
    ("statutes", {"amendment": {"restricted_clauses": ["\ud800"]}}, "statutes"),
]


BY_COMMAND = [row for row in WRONG if row[0].startswith(("statutes", "coop"))]
SAMPLE = [row for row in WRONG if row[0] in {"meeting.date", "members.1.id", "items.0.kind", "meeting.sent.0.channel"}]


@pytest.mark.parametrize(("path", "value", "key"), [row for row in WRONG if row not in BY_COMMAND])
def test_what_is_wrong_is_named_by_its_key(path, value, key):
    raw = changed(path, value)
    with pytest.raises(RuleViolation) as refused:
        read_strictly(raw)
    assert refused.value.params["key"] == key


def read_strictly(raw):
    day_of(raw)
    members = members_of(raw)
    if members is None:
        raise RuleViolation("The command asks for them.", key="members")
    return case_from(raw, PLAIN, members)


@pytest.mark.parametrize(("path", "value", "key"), [*BY_COMMAND, *SAMPLE])
def test_what_cannot_be_used_is_one_sentence_that_names_the_key(check, path, value, key):
    answer = check(changed(path, value), "--json")
    assert (answer.exit_code, answer.stdout) == (2, "")
    (line,) = [line for line in answer.stderr.splitlines() if line.startswith("Error:")]
    assert key in line
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("text", ["", "{", "[]", "3", "null", '"x"', "[" * 100_000, '{"meeting": NaN}'])
@pytest.mark.parametrize("by_pipe", [False, True])
def test_what_is_no_case_at_all_is_one_sentence(check, text, by_pipe):
    answer = check(text, "--json", by_pipe=by_pipe)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert len(answer.stderr.splitlines()) == 1


def test_a_file_that_is_not_there_is_one_sentence(app):
    arguments = ["meetings", "check", "/nergens/case.json"]
    answer = app.test_cli_runner().invoke(cli, arguments, obj=ScriptInfo(create_app=lambda: app))
    assert answer.exit_code == 2
    assert "Traceback" not in answer.stderr


def test_a_typing_error_in_a_key_is_noticed_and_changes_nothing(check):
    raw = changed("meeting.sent.0.chanel", "email") | {"iets": 1}
    raw["items"][0]["votes"]["voor"] = 3
    answer = check(raw, "--json")
    assert answer.exit_code == 0
    for key in ("'iets'", "'meeting.sent.chanel'", "'items.votes.voor'"):
        assert key in answer.stderr


def test_unknown_people_are_no_members_and_stop_nothing(check):
    raw = copy.deepcopy(CASE)
    raw["present"].append("gast")
    raw["proxies"].append({"from": "iemand", "to": "m1"})
    raw["meeting"]["sent"].append({"member": "vorig lid", "on": "2026-11-25", "channel": "letter"})
    printed = json.loads(check(raw, "--json").stdout)
    assert printed["present_votes"] == 9
    assert {finding["rule"] for finding in printed["roll"]["findings"]} == {"G-01", "G-04"}


def test_an_election_with_candidates(check):
    item = {
        "id": "2",
        "kind": "election",
        "candidates": [{"name": "Ada", "votes": 4}, {"name": "Bo", "votes": 4}, {"name": "Cas", "votes": 1}],
    }
    printed = json.loads(check(changed("items.1", item), "--json").stdout)["items"][1]
    assert (printed["adopted"], printed["chosen"], printed["next_round"]) == (False, [], ["Ada", "Bo"])


def test_an_election_with_the_votes_by_name(check):
    item = {"id": "2", "kind": "election", "votes": {"Ada": 6, "Bo": 2, "blank": 1}}
    answer = check(changed("items.1", item), "--json")
    printed = json.loads(answer.stdout)["items"][1]
    assert (printed["chosen"], printed["cast"], printed["needed"]) == (["Ada"], 8, 5)
    assert answer.stderr == ""
    wrong = changed("items.1", item | {"votes": {"Ada": "6"}})
    assert "items[1].votes.Ada" in check(wrong, "--json").stderr


def test_a_meeting_under_statutes_that_are_wholly_digital_is_digital_unless_it_is_said(check):
    online = CASE["statutes"] | {"convening": CASE["statutes"]["convening"] | {"digital_only": True}}
    assert json.loads(check(CASE | {"statutes": online}, "--json").stdout)["convocation"]["ok"] is None
    met = changed("meeting.mode", "hybrid") | {"statutes": online}
    assert json.loads(check(met, "--json").stdout)["convocation"]["ok"] is True


@pytest.fixture
def bezem(app):
    group = CooperativeFactory(slug="bezem", name="De Bezem")
    with transaction(actor=SYSTEM):
        statutes.import_answers(group, answers(convening__notice_days=21), author=None, now=NOW)
        version = statutes.make_version(group, author=None, now=NOW, today=NOW.date())
        statutes.record_signing(version, on=date(2026, 5, 1), notary="mr. De Wit", filed_on=None, author=None, now=NOW)
    return group


def of_coop(**changes):
    raw = {key: value for key, value in CASE.items() if key != "statutes"} | {"coop": "bezem"}
    raw["meeting"] = raw["meeting"] | changes
    return raw


def test_a_cooperative_is_judged_by_its_statutes_in_force_that_day(check, bezem):
    printed = json.loads(check(of_coop(), "--json").stdout)
    assert {finding["rule"] for finding in printed["convocation"]["findings"]} == {"G-11", "G-12"}
    assert printed["entitled"] == 9


def test_before_the_deed_there_is_nothing_to_judge_by(check, bezem):
    answer = check(of_coop(date="2026-04-30"), "--json")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "2026-04-30" in answer.stderr


@pytest.mark.parametrize("slug", ["niemand", 7, "", [], "x" * 600])
def test_an_unknown_cooperative_is_one_sentence(check, bezem, slug):
    answer = check(of_coop() | {"coop": slug}, "--json")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert len(answer.stderr.splitlines()) == 1


def test_without_members_in_the_file_the_register_names_them(check, bezem):
    by_board = Decision("bestuur", date(2026, 5, 2), date(2026, 5, 2))
    with transaction(actor=SYSTEM):
        for name, email in (("Ada", "ada@voorbeeld.nl"), ("Bo", "")):
            register.admit(bezem, Person(name, email=email, email_consent=True), by_board, author=None, now=NOW)
    raw = of_coop(sent=[{"member": number, "on": "2026-11-10", "channel": "email"} for number in (1, 2)])
    del raw["members"]
    raw |= {"present": [1, 2], "proxies": []}
    printed = json.loads(check(raw, "--json").stdout)
    assert (printed["entitled"], printed["roll"]["entitled"]) == (2, ["1", "2"])
    (finding,) = printed["convocation"]["findings"]
    assert finding["rule"] == "G-10"  # who gave no address cannot be called by e-mail
    assert "Bo" in finding["message"]
    assert "Ada" not in finding["message"]


def test_how_a_board_was_called_is_not_tested_and_said_so(check):
    answer = json.loads(check(changed("meeting.kind", "board"), "--json").output)
    assert answer["convocation"]["ok"] is None
    (finding,) = answer["convocation"]["findings"]
    assert (finding["name"], finding["severity"]) == ("board-is-called", "info")
    assert json.loads(check(changed("meeting.kind", "general"), "--json").output)["convocation"]["ok"] is True


@pytest.mark.parametrize(("value", "unknown"), [(None, True), (False, False), (..., False)])
def test_electronic_voting_that_nobody_recorded_is_not_read_as_no(check, value, unknown):
    question = CASE if value is ... else changed("meeting.electronic_voting", value)
    item = json.loads(check(question, "--json").output)["items"][0]
    names = [finding["name"] for finding in item["findings"]]
    assert ("electronic-votes" in names) is unknown
    assert item["valid"] is (None if unknown else True)


@pytest.mark.parametrize(("value", "unknown"), [(None, True), (False, False), (..., False)])
def test_a_suspension_that_nobody_recorded_is_not_read_as_no(check, value, unknown):
    answer = json.loads(check(changed("members.0.suspended", value), "--json").output)
    sentences = [finding["message"] for finding in answer["roll"]["findings"] if "Lid 1" in finding["message"]]
    assert bool(sentences) is unknown
    assert answer["items"][0]["valid"] is (None if unknown else True)
    assert answer["entitled"] == 9


def test_how_many_votes_there_were_is_not_known_when_nobody_wrote_down_who_came(check):
    assert json.loads(check(changed("present", None), "--json").stdout)["present_votes"] is None
    assert json.loads(check(changed("present", []), "--json").stdout)["present_votes"] == 0


def sent_on(day, channel="email"):
    return [{"member": f"m{place}", "on": day, "channel": channel} for place in range(1, 11)]


@pytest.mark.parametrize(
    ("held_on", "sent", "ok"),
    [
        # Fourteen whole days between: neither the day of sending nor that of the meeting counts.
        ("2026-12-10", "2026-11-25", True),
        ("2026-12-10", "2026-11-26", False),
        # Over the leap day, and over the end of the year.
        ("2028-03-14", "2028-02-28", True),
        ("2028-03-14", "2028-02-29", False),
        ("2027-03-14", "2027-02-27", True),
        ("2027-03-14", "2027-02-28", False),
        ("2027-01-04", "2026-12-20", True),
        ("2027-01-04", "2026-12-21", False),
    ],
)
@pytest.mark.parametrize("channel", ["email", "letter", "hand"])
def test_on_the_last_day_the_convocation_is_in_time_and_a_day_later_it_is_not(check, held_on, sent, ok, channel):
    case = changed("meeting.date", held_on)
    case["meeting"] |= {"sent": sent_on(sent, channel), "inspection_from": sent}
    assert json.loads(check(case, "--json").stdout)["convocation"]["ok"] is ok


@pytest.mark.parametrize(
    ("first", "quorum", "valid"),
    [
        ("2026-11-26", None, True),
        ("2026-11-27", "1/2", False),
        ("2026-10-29", None, True),
        ("2026-10-28", "1/2", False),
    ],
)
def test_a_second_meeting_decides_with_few_from_fourteen_to_forty_two_days_after_the_first(check, first, quorum, valid):
    case = changed("present", ["m1", "m2"]) | {"proxies": []}
    case["meeting"]["first_meeting"] = first
    case["items"] = [{"id": "1", "kind": "amendment", "votes": {"for": 2, "against": 0}}]
    (item,) = json.loads(check(case, "--json").stdout)["items"]
    assert (item["quorum"], item["valid"]) == (quorum, valid)


@pytest.mark.parametrize(
    ("path", "value", "votes"),
    [
        ("members.0.name", "Lid 2", 9),  # two of one name are two
        ("present", ["m1", "m1", "m2"], 3),  # who stands on the list twice is one
        ("present", ["m10"], 0),  # who is suspended has no vote
        ("present", ["m1", "wie"], 2),
        ("members.0.until", "2026-12-10", 9),  # a member on the last day
        ("members.0.until", "2026-12-09", 7),  # with the proxy that this person held
        ("proxies", [{"from": "m1", "to": "m1", "written": True}], 8),
        ("proxies", [{"from": "m3", "to": "m10", "written": True}], 8),
    ],
)
def test_every_member_counts_once_and_only_with_a_vote(check, path, value, votes):
    assert json.loads(check(changed(path, value), "--json").stdout)["present_votes"] == votes
