"""`incubator sources`: what it prints, its exit status, and trying the real service."""

import json

import pytest
from sqlalchemy import func, select

from incubator.core.db import db
from incubator.notices.models import Notice, RawDocument
from incubator.sources.models import Source
from tests.sources.conftest import lines
from tests.sources.world import Ted, atom, detail, package, release, ted_notice


def test_ready_made_sources_need_no_address_and_no_visit(run):
    assert run("sources", "add", "tenderned").exit_code == 0
    assert run("sources", "add", "--kind", "ted", "--name", "Europa").exit_code == 0
    listed = lines(run("sources", "list", "--json"))
    assert [(line["name"], line["status"]) for line in listed] == [("Europa", "new"), ("TenderNed", "new")]
    assert listed[1]["url"] == "https://www.tenderned.nl/papi/tenderned-rs-tns/v2"
    again = run("sources", "add", "tenderned")
    assert again.exit_code == 1
    assert "in the list already" in again.stderr
    assert again.stdout == ""


def test_an_address_is_needed_for_other_kinds(run):
    assert run("sources", "add").exit_code == 2
    assert run("sources", "add", "--kind", "feed").exit_code == 2
    assert run("sources", "add", "http://example.org", "--kind", "tea").exit_code == 2


def test_an_address_that_is_refused_changes_nothing(run, httpserver):
    httpserver.expect_request("/").respond_with_data("<html>Onderhoud</html>", content_type="text/html")
    refused = run("sources", "add", httpserver.url_for("/"))
    assert refused.exit_code == 1
    assert "no feed" in refused.stderr
    assert run("sources", "add", "ftp://example.org/", "--kind", "feed").exit_code == 1
    assert db.session.scalar(select(func.count()).select_from(Source)) == 0


def test_fetch_says_how_it_went_by_its_exit_status(run, httpserver, add):
    httpserver.expect_request("/feed").respond_with_data(atom(441001))
    add(httpserver.url_for("/feed"), "feed", "Goed")
    assert run("sources", "fetch", "niets").exit_code == 2
    good = run("sources", "fetch", "Goed")
    assert good.exit_code == 0
    assert "Goed: read; 1 new, 0 updated, 0 unchanged, 0 rejected; next 2026-11-24T" in good.stdout
    add("http://127.0.0.1:9/x", "feed", "Kapot")
    assert run("sources", "fetch", "Kapot").exit_code == 1
    outcome = run("sources", "fetch", "Kapot", "--json")
    assert lines(outcome)[0]["error"] == "127.0.0.1 cannot be reached."


def test_the_help_of_each_says_what_it_does(run):
    for name in ("add", "list", "fetch", "test"):
        assert run("sources", name, "--help").exit_code == 0


def findings(run, *arguments):
    outcome = run("sources", "test", *arguments, "--json")
    report = lines(outcome)[0]
    return outcome.exit_code, {finding["field"]: finding for finding in report["findings"]}


def test_trying_tenderned_names_each_field_and_stores_nothing(run, tenderned):
    tenderned.details = {str(n): detail(n) for n in range(1, 6)}
    code, fields = findings(run, tenderned.url)
    assert code == 0
    assert fields["list.content.publicatieId"]["result"] == "ok"
    assert fields["detail 5.cpvCodes"]["says"] == "in 1 of 1"
    assert fields["list.content.kenmerk"]["result"] == "ok"
    assert "eenNieuwVeld" in fields["detail 5.*"]["says"]
    assert db.session.scalar(select(func.count()).select_from(Notice)) == 0
    assert db.session.scalar(select(func.count()).select_from(RawDocument)) == 0
    assert db.session.scalar(select(func.count()).select_from(Source)) == 0


def test_a_field_that_tenderned_renamed_is_named(run, tenderned):
    changed = detail(1)
    changed["cpvCode"] = changed.pop("cpvCodes")
    tenderned.details = {"1": changed}
    code, fields = findings(run, tenderned.url)
    assert code == 1
    assert fields["detail 1.cpvCodes"]["result"] == "missing"
    assert "cpvCode" in fields["detail 1.*"]["says"]


def test_dates_that_tenderned_ignores_are_noticed(run, tenderned):
    tenderned.details = {"1": detail(1)}
    tenderned.item_changes = {"1": {"publicatieDatum": "2019-01-01"}}
    code, fields = findings(run, tenderned.url)
    assert code == 1
    assert fields["list.publicatieDatumVanaf"]["result"] == "missing"


def test_trying_ted_names_refused_and_absent_fields(run, httpserver):
    httpserver.expect_request("/v3/notices/search").respond_with_handler(Ted([ted_notice(1)], unknown={"deadline"}))
    code, fields = findings(run, httpserver.url_for("/v3/notices/search"))
    assert code == 1
    assert fields["fields.deadline"]["result"] == "missing"
    assert fields["notices.notice-title"]["result"] == "ok"
    assert fields["notices.winner-name"]["result"] == "differs"


def test_trying_a_package_names_its_version_and_fields(run, httpserver):
    httpserver.expect_request("/ocds").respond_with_json(package([release(1), release(2)]))
    code, fields = findings(run, httpserver.url_for("/ocds"))
    assert code == 0
    assert fields["version"]["says"] == "OCDS 1.1"
    assert fields["package.read"]["says"] == "2 notices read as ocds"
    nameless = [{key: value for key, value in release(1).items() if key != "ocid"}]
    httpserver.expect_request("/broken").respond_with_json(package(nameless))
    code, fields = findings(run, httpserver.url_for("/broken"))
    assert code == 1
    assert fields["releases.ocid"]["result"] == "missing"


def test_trying_a_feed_names_its_form(run, httpserver):
    httpserver.expect_request("/feed").respond_with_data(atom(441001), headers={"ETag": '"1"'})
    code, fields = findings(run, httpserver.url_for("/feed"))
    assert code == 0
    assert fields["form"]["says"] == "atom10"
    assert "ETag" in fields["headers"]["says"]


@pytest.mark.parametrize("status", [403, 500])
def test_a_service_that_refuses_is_missing_and_no_traceback(run, httpserver, add, status):
    httpserver.expect_request("/papi/publicaties").respond_with_data("nee", status=status)
    add(httpserver.url_for("/papi"), "tenderned", "TenderNed")
    outcome = run("sources", "test")
    assert outcome.exit_code == 1
    assert f"status {status}" in outcome.stdout


def test_stdout_is_json_only(run, httpserver, add):
    add("http://127.0.0.1:9/x", "feed", "Kapot")
    for arguments in (("fetch",), ("list",), ("test",)):
        for line in run("sources", *arguments, "--json").stdout.splitlines():
            json.loads(line)
