"""Every kind of source, end to end: by command and by job, interrupted and resumed, on both databases."""

import contextlib
import gzip
import itertools
import json
import signal
import threading
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from werkzeug import Response

from incubator.core import job_runs
from incubator.core.audit import AuditEntry
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.http import Limits
from incubator.core.runner import run_now, stoppable
from incubator.formats.values import Scheme
from incubator.notices.models import Notice, NoticeIdentity, RawDocument
from incubator.sources import jobs
from incubator.sources.kinds import KINDS, feeds, packages
from incubator.sources.services import fetching, managing
from tests.processes import begin, ended
from tests.sources import reading_process
from tests.sources.conftest import last_run, lines, source
from tests.sources.world import Ted, atom, detail, package, release, ted_notice

pytestmark = pytest.mark.both_databases


def titles():
    return sorted(db.session.scalars(select(Notice.title)))


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def no_doubles():
    names = Counter(db.session.execute(select(NoticeIdentity.scheme, NoticeIdentity.value, NoticeIdentity.version)))
    return all(number == 1 for name, number in names.items() if name[0] is Scheme.TENDERNED)


def test_tenderned_is_added_and_read_by_command(run, tenderned):
    tenderned.details = {str(n): detail(n) for n in range(1, 24)}
    added = lines(run("sources", "add", tenderned.url, "--json"))[0]
    assert (added["kind"], added["name"], added["url"]) == ("tenderned", "TenderNed", tenderned.url)
    outcome = run("sources", "fetch", "--json")
    reading = lines(outcome)[0]
    assert outcome.exit_code == 0
    assert (reading["status"], reading["new"], reading["updated"], reading["unchanged"], reading["rejected"]) == (
        "read",
        23,
        0,
        0,
        0,
    )
    assert reading["next"] > "2026-11-24T09:"
    assert lines(run("sources", "fetch", "--json")) == []  # nothing is due
    again = lines(run("sources", "fetch", "TenderNed", "--json"))[0]
    assert (again["new"], again["unchanged"]) == (0, 23)
    assert sum("/publicaties/" in address for address in tenderned.asked) == 46  # each detail, with its documents, once
    notice = db.session.scalars(select(Notice)).first()
    assert notice.cpv == ["77310000"]
    assert notice.data["documents"][0]["name"].startswith("Bestek")


def test_a_window_with_more_than_can_be_reached_is_cut_in_two(tenderned, add, read):
    tenderned.details = {str(n): detail(n, publicatieDatum=f"2026-11-{n:02}T08:00:00") for n in range(1, 25)}
    tenderned.total = lambda first, last: 10_001 if first < last else 500
    assert read(add(tenderned.url, "tenderned")).new == 24
    windows = {address.split("Vanaf=")[1] for address in tenderned.asked if "Vanaf=" in address}
    assert "2026-11-24&publicatieDatumTot=2026-11-24" in windows


def test_a_day_with_more_than_can_be_reached_says_so(tenderned, add, read, monkeypatch):
    monkeypatch.setattr("incubator.sources.kinds.tenderned.LAST_PAGE", 0)
    monkeypatch.setattr("incubator.sources.kinds.tenderned.REACHABLE", 100)
    tenderned.details = {"1": detail(1)}
    tenderned.total = lambda _first, _last: 150
    source_id = add(tenderned.url, "tenderned")
    with transaction(actor=SYSTEM):
        source(source_id).cursor = {"from": "2026-11-24"}
    tenderned.details = {"1": detail(1, publicatieDatum="2026-11-24T08:00:00")}
    read(source_id)
    assert "150" in str(last_run(source_id).notes)


def test_what_a_rectification_changed_is_read_again(tenderned, add, read, clock):
    tenderned.details = {"1": detail(1, kenmerk=77)}
    source_id = add(tenderned.url, "tenderned")
    read(source_id)
    tenderned.details["1"]["sluitingsDatum"] = "2027-02-20T12:00:00"
    tenderned.details["1"]["publicatieIDLaatsteRectificatie"] = 2
    rectification = {"aankondigingCode": {"code": "REC", "omschrijving": "Rectificatie"}, "kenmerk": 77}
    tenderned.details["2"] = detail(
        2, publicatieDatum="2026-11-24T08:00:00", typePublicatie="Rectificatie", **rectification
    )
    reading = read(source_id)
    assert (reading.new, reading.updated) == (1, 1)
    first = db.session.scalars(select(Notice).order_by(Notice.id)).first()
    assert first.deadline.date().isoformat() == "2027-02-20"


def test_a_publication_that_was_withdrawn_is_kept_as_the_list_has_it(tenderned, add, read):
    tenderned.details = {"1": detail(1), "2": detail(2)}
    tenderned.gone = {"2"}
    source_id = add(tenderned.url, "tenderned")
    assert read(source_id).new == 2
    assert titles() == ["Onderhoud plantsoenen 1", "Onderhoud plantsoenen 2"]
    documents = count(RawDocument)
    read(source_id)
    assert count(RawDocument) == documents


def test_an_item_without_a_number_is_rejected_in_sight_and_the_rest_is_stored(run, tenderned):
    tenderned.details = {"1": detail(1), "5": detail(5)}
    tenderned.item_changes = {"5": {"publicatieId": "geen"}}
    run("sources", "add", tenderned.url)
    outcome = run("sources", "fetch", "--json")
    assert outcome.exit_code == 3
    assert (lines(outcome)[0]["new"], lines(outcome)[0]["rejected"]) == (1, 1)


def test_killed_between_any_two_requests_it_resumes_without_loss_or_doubles(tenderned, add, read):
    """The service stops answering after one request more each time, until all is read."""
    tenderned.details = {str(n): detail(n) for n in range(1, 26)}
    source_id = add(tenderned.url, "tenderned")
    for attempt in range(1, 200):
        tenderned.asked.clear()
        tenderned.fails_at = attempt
        if read(source_id).status == "read":
            break
        assert no_doubles()
    assert len(titles()) == 25
    assert attempt < 60


@pytest.mark.parametrize("step", ["hold", "store", "move_on", "succeed"])
def test_stopped_at_any_step_of_storing_nothing_is_half_done(tenderned, add, read, monkeypatch, step):
    tenderned.details = {str(n): detail(n) for n in range(1, 26)}
    source_id = add(tenderned.url, "tenderned")
    real = getattr(fetching, step)
    for at in range(1, 6):
        with monkeypatch.context() as patched, contextlib.suppress(Killed):
            patched.setattr(fetching, step, killing(real, at))
            patched.setattr(jobs._ClaimedReading, "give_up", lambda *_args: "killed")
            read(source_id)
        with transaction(actor=SYSTEM):
            source(source_id).claimed_until = None  # as when its time has passed
        assert no_doubles()
    assert read(source_id).status == "read"
    assert len(titles()) == 25
    assert no_doubles()


class Killed(BaseException):
    """The process is no more."""


def killing(real, at):
    calls = itertools.count(1)

    def done_and_killed(*args, **given):
        result = real(*args, **given)
        if next(calls) == at:
            raise Killed
        return result

    return done_and_killed


def test_a_process_that_is_killed_leaves_nothing_half_and_the_next_goes_on(app, tenderned, add, read):
    """Really killed: each process dies at a later request, in the middle of what it was doing."""
    tenderned.details = {str(n): detail(n) for n in range(1, 26)}
    source_id = add(tenderned.url, "tenderned")
    for at in (24, 7):
        tenderned.asked.clear()
        arguments = (app.instance_path, app.config["SQLALCHEMY_DATABASE_URI"], source_id)
        process = begin(reading_process.main, *arguments)
        tenderned.before = lambda number, process=process, at=at: process.kill() if number == at else None
        assert ended(process) == -signal.SIGKILL
        tenderned.before = None
        assert no_doubles()
        assert source(source_id).claim is not None
        with transaction(actor=SYSTEM):
            source(source_id).claimed_until = None
    assert len(titles()) == 10
    reading = read(source_id)
    assert (reading.status, reading.new) == ("read", 15)
    assert no_doubles()


def test_a_source_that_is_read_elsewhere_is_left_alone(tenderned, add, read, clock):
    tenderned.details = {"1": detail(1)}
    source_id = add(tenderned.url, "tenderned")
    with transaction(actor=SYSTEM):
        fetching.begin(source_id, "another", now=jobs.clock.now())
    assert read(source_id).status == "busy"
    clock.shift(timedelta(minutes=11))
    assert read(source_id).new == 1
    assert "stopped before" in str([run.problem for run in source(source_id).runs])


def test_a_source_that_is_paused_meanwhile_stores_nothing_more(tenderned, add, read, monkeypatch):
    tenderned.details = {str(n): detail(n) for n in range(1, 26)}
    source_id = add(tenderned.url, "tenderned")
    real = KINDS["tenderned"].read

    def pausing(walk, client):
        page = real(walk, client)
        if walk.cursor.get("tried"):
            with transaction(actor=SYSTEM):
                managing.pause(source(source_id))
        return page

    monkeypatch.setattr(KINDS["tenderned"], "read", pausing)
    assert read(source_id).status == "busy"
    assert len(titles()) == 10


def test_ted_is_read_page_by_page_with_its_token(run, httpserver):
    service = Ted([ted_notice(n) for n in range(1, 221)])
    httpserver.expect_request("/v3/notices/search", method="POST").respond_with_handler(service)
    added = lines(run("sources", "add", httpserver.url_for("/v3/notices/search"), "--json"))[0]
    assert added["kind"] == "ted"
    service.asked.clear()
    reading = lines(run("sources", "fetch", "--json"))[0]
    assert (reading["new"], reading["rejected"]) == (220, 0)
    assert len(service.asked) == 3
    assert "publication-date >= 20261025 AND buyer-country IN (NLD)" in service.asked[0]["query"]
    again = lines(run("sources", "fetch", "TED", "--json"))[0]
    assert (again["new"], again["updated"], again["unchanged"]) == (0, 0, 220)
    assert count(RawDocument) == 220


def test_pages_that_are_smaller_than_asked_for_are_all_read(httpserver, add, read):
    service = Ted([ted_notice(n) for n in range(1, 60)])
    service.cap = 25
    httpserver.expect_request("/ted", method="POST").respond_with_handler(service)
    assert read(add(httpserver.url_for("/ted"), "ted")).new == 59


def test_ted_for_chosen_countries_and_codes(run, httpserver):
    service = Ted()
    httpserver.expect_request("/ted", method="POST").respond_with_handler(service)
    url = httpserver.url_for("/ted")
    assert (
        run(
            "sources", "add", url, "--kind", "ted", "--country", "bel", "--country", "NLD", "--cpv", "77310000"
        ).exit_code
        == 0
    )
    run("sources", "fetch")
    assert "buyer-country IN (BEL NLD) AND classification-cpv IN (77310000)" in service.asked[0]["query"]
    assert run("sources", "add", url + "x", "--kind", "ted", "--cpv", "99").exit_code == 1


@pytest.mark.parametrize("lists_names", [True, False])
def test_a_field_that_ted_does_not_know_is_left_out_in_sight(httpserver, add, read, lists_names):
    service = Ted([ted_notice(1)], unknown={"deadline", "winner-name"}, lists_names=lists_names)
    httpserver.expect_request("/ted", method="POST").respond_with_handler(service)
    source_id = add(httpserver.url_for("/ted"), "ted")
    assert read(source_id).new == 1
    assert {note["params"]["field"] for note in last_run(source_id).notes} == {"deadline", "winner-name"}
    assert set(service.asked[0]["fields"]) - set(service.asked[-1]["fields"]) == {"deadline", "winner-name"}


def test_a_token_that_is_no_longer_valid_means_beginning_again(httpserver, add, read):
    service = Ted([ted_notice(n) for n in range(1, 151)])
    service.refuse_tokens = 1
    httpserver.expect_request("/ted", method="POST").respond_with_handler(service)
    reading = read(add(httpserver.url_for("/ted"), "ted"))
    assert (reading.status, reading.new, reading.unchanged) == ("read", 150, 100)


def test_tokens_that_are_never_valid_are_a_failure_that_can_mend(httpserver, add, read):
    service = Ted([ted_notice(n) for n in range(1, 151)])
    service.refuse_tokens = 2
    httpserver.expect_request("/ted", method="POST").respond_with_handler(service)
    source_id = add(httpserver.url_for("/ted"), "ted")
    assert read(source_id).status == "failed"
    assert len(titles()) == 100
    assert read(source_id).new == 50


def test_ocds_packages_are_followed_to_the_last(run, httpserver):
    following = httpserver.url_for("/ocds/2")
    httpserver.expect_request("/ocds/1").respond_with_json(package([release(1), release(2)], links={"next": "/ocds/2"}))
    httpserver.expect_request("/ocds/2").respond_with_json(package([release(3)], links={"next": following}))
    added = lines(run("sources", "add", httpserver.url_for("/ocds/1"), "--json"))[0]
    assert (added["kind"], added["name"]) == ("ocds", "Ministerie van Voorbeelden")
    assert lines(run("sources", "fetch", "--json"))[0]["new"] == 3


def test_a_large_package_is_stored_in_pieces(httpserver, add, read, monkeypatch):
    monkeypatch.setattr(packages, "WHOLE", 1000)
    httpserver.expect_request("/ocds").respond_with_json(package([release(n) for n in range(1, 251)]))
    source_id = add(httpserver.url_for("/ocds"), "ocds")
    assert read(source_id).new == 250
    assert count(RawDocument) == 3
    again = read(source_id)
    assert (again.new, again.unchanged) == (0, 250)


def test_an_address_with_a_date_asks_only_for_what_is_new(httpserver, add, read):
    asked = []

    def answer(request):
        asked.append(request.args["updatedFrom"])
        return Response(json.dumps(package([release(1)])), mimetype="application/json")

    httpserver.expect_request("/ocds").respond_with_handler(answer)
    source_id = add(httpserver.url_for("/ocds") + "?updatedFrom={since}", "ocds")
    assert read(source_id).new == 1
    assert read(source_id).unchanged == 1
    assert asked == ["2026-10-25", "2026-11-21"]


def test_a_feed_is_only_read_when_it_changed(run, httpserver):
    def answer(request):
        same = request.headers.get("If-None-Match") == '"1"' and request.headers.get("If-Modified-Since")
        headers = {"ETag": '"1"', "Last-Modified": "Mon, 23 Nov 2026 10:00:00 GMT"}
        return Response(b"" if same else atom(441001, 441002), status=304 if same else 200, headers=headers)

    httpserver.expect_request("/feed").respond_with_handler(answer)
    added = lines(run("sources", "add", httpserver.url_for("/feed"), "--json"))[0]
    assert (added["kind"], added["name"]) == ("feed", "Laatste publicaties")
    assert lines(run("sources", "fetch", "--json"))[0]["new"] == 2
    again = lines(run("sources", "fetch", str(added["id"]), "--json"))[0]
    assert (again["status"], again["new"], again["unchanged"]) == ("read", 0, 0)
    assert httpserver.log[-1][1].status_code == 304


@pytest.mark.parametrize("kind", ["tenderned", "ted", "ocds", "feed"])
def test_an_answer_of_another_kind_is_a_failure_not_an_empty_reading(httpserver, add, read, kind):
    httpserver.expect_request("/x").respond_with_data("<html><body>Onderhoud</body></html>", content_type="text/html")
    httpserver.expect_request("/x/publicaties").respond_with_data("<html>Onderhoud</html>", content_type="text/html")
    source_id = add(httpserver.url_for("/x"), kind)
    assert read(source_id).status == "failed"
    assert "answers, but" in source(source_id).problem["message"]


def test_asked_to_wait_we_stay_away_at_least_that_long(httpserver, add, read):
    httpserver.expect_request("/feed").respond_with_data("rustig", status=429, headers={"Retry-After": "7200"})
    source_id = add(httpserver.url_for("/feed"), "feed")
    assert read(source_id).status == "failed"
    wait = source(source_id).next_at - jobs.clock.now()
    assert timedelta(hours=2) <= wait <= timedelta(hours=2, minutes=13)


def test_a_failing_source_is_tried_again_later_and_later_and_never_given_up(httpserver, add, read, clock):
    httpserver.expect_request("/feed").respond_with_data("storing", status=500)
    source_id = add(httpserver.url_for("/feed"), "feed")
    waits = []
    for _attempt in range(12):
        read(source_id)
        waits.append((source(source_id).next_at - jobs.clock.now()) / timedelta(minutes=1))
        clock.move_to(source(source_id).next_at)
    expected = [10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440, 1440, 1440]
    assert all(0.89 * want < wait < 1.11 * want for wait, want in zip(waits, expected, strict=True)), waits
    httpserver.clear()
    httpserver.expect_request("/feed").respond_with_data(atom(441001))
    assert read(source_id).new == 1
    assert (source(source_id).failures, source(source_id).problem, source(source_id).broken_since) == (0, None, None)


def test_news_brings_us_back_sooner_and_silence_later(httpserver, add, read):
    httpserver.expect_request("/feed").respond_with_data(atom(441001))
    source_id = add(httpserver.url_for("/feed"), "feed")
    read(source_id)
    assert source(source_id).interval_minutes == 30
    for _time in range(12):
        read(source_id)
    assert source(source_id).interval_minutes == 1440


def bomb():
    return Response(gzip.compress(b"0" * 3_000_000), headers={"Content-Encoding": "gzip"})


@pytest.mark.parametrize(
    ("answer", "reason"),
    [(lambda: Response("x" * 300_000), "more than we accept"), (bomb, "more than we accept")],
    ids=["large", "bomb"],
)
def test_too_much_is_refused_and_the_other_sources_are_read(run, httpserver, add, monkeypatch, answer, reason):
    small = Limits(seconds=5, spacing=0, sent_bytes=200_000, body_bytes=400_000)
    monkeypatch.setattr(feeds, "LIMITS", small)
    httpserver.expect_request("/large").respond_with_handler(lambda _request: answer())
    httpserver.expect_request("/feed").respond_with_data(atom(441001))
    add(httpserver.url_for("/large"), "feed", "Groot")
    add(httpserver.url_for("/feed"), "feed", "Gewoon")
    outcome = run("sources", "fetch", "--json")
    assert outcome.exit_code == 3
    large, usual = lines(outcome)
    assert large["status"] == "failed"
    assert reason in large["error"]
    assert (usual["status"], usual["new"]) == ("read", 1)


def test_a_server_that_never_answers_is_left(httpserver, add, read, monkeypatch):
    done = threading.Event()

    def hang(_request):
        done.wait(5)
        return Response("laat")

    monkeypatch.setattr(feeds, "LIMITS", Limits(seconds=0.3, spacing=0))
    httpserver.expect_request("/feed").respond_with_handler(hang)
    reading = read(add(httpserver.url_for("/feed"), "feed"))
    done.set()
    assert reading.status == "failed"
    assert "too long" in reading.error


def test_a_fault_of_our_own_stops_neither_the_others_nor_the_trying(httpserver, add, read, monkeypatch, inside):
    httpserver.expect_request("/feed").respond_with_data(atom(441001))
    broken, _fine = add(httpserver.url_for("/feed"), "feed", "A"), add(httpserver.url_for("/feed?2"), "feed", "B")
    real = KINDS["feed"].read

    def failing(walk, client):
        if walk.url.endswith("/feed"):
            raise ZeroDivisionError
        return real(walk, client)

    monkeypatch.setattr(KINDS["feed"], "read", failing)
    fetched = jobs.fetch_sources()
    assert [reading.status for reading in fetched.readings] == ["failed", "read"]
    assert "ZeroDivisionError" in str(source(broken).problem)
    assert source(broken).next_at > jobs.clock.now()


def test_one_document_that_our_program_cannot_digest_does_not_stop_the_rest(tenderned, add, read, monkeypatch):
    tenderned.details = {str(n): detail(n) for n in range(1, 6)}
    real = fetching.import_documents

    def picky(documents, **given):
        if any(b"plantsoenen 3" in document.data for document in documents):
            raise KeyError("oops")
        return real(documents, **given)

    monkeypatch.setattr(fetching, "import_documents", picky)
    source_id = add(tenderned.url, "tenderned")
    assert read(source_id).new == 4
    assert "/publicaties/3" in str(last_run(source_id).notes)


def test_a_long_reading_gives_the_others_their_turn(tenderned, add, read, clock):
    tenderned.details = {str(n): detail(n) for n in range(1, 26)}
    source_id = add(tenderned.url, "tenderned")
    first = read(source_id, turn=timedelta())
    assert (first.status, first.new) == ("more", 10)
    assert source_id in jobs.queries.due_ids(jobs.clock.now())
    assert (read(source_id, turn=timedelta()).new, read(source_id).new) == (10, 5)


def test_asked_to_stop_a_long_reading_ends_at_the_next_step(tenderned, add, read):
    tenderned.details = {str(n): detail(n) for n in range(1, 26)}
    source_id = add(tenderned.url, "tenderned")
    halt = threading.Event()
    halt.set()
    with stoppable(halt):
        reading = read(source_id)
    assert (reading.status, reading.new) == ("more", 10)
    assert read(source_id).new == 15


def test_the_timetable_reads_what_is_due_and_has_it_matched_at_once(inside, httpserver, add):
    httpserver.expect_request("/feed").respond_with_data(atom(441001))
    add(httpserver.url_for("/feed"), "feed")
    run_now("match-notices")
    assert run_now("fetch-sources").startswith("1 sources read, 0 failed: 1 new")
    assert "match-notices" in job_runs.due_names(now=jobs.clock.now())
    assert run_now("fetch-sources").startswith("0 sources read")


def test_reading_leaves_no_trail_of_its_bookkeeping(tenderned, add, read):
    tenderned.details = {"1": detail(1)}
    source_id = add(tenderned.url, "tenderned")
    before = count(AuditEntry)
    read(source_id)
    assert count(AuditEntry) == before


def test_real_ted_notices_come_in_through_the_service(httpserver, add, read, shared_data):
    notices = json.loads((shared_data / "notices/ted-search-v3/notices.json").read_text(encoding="utf-8"))["notices"]
    httpserver.expect_request("/ted", method="POST").respond_with_handler(Ted(notices))
    reading = read(add(httpserver.url_for("/ted"), "ted"))
    assert (reading.new + reading.updated + reading.unchanged, reading.rejected) == (54, 0)


def test_real_tenderned_publications_come_in_through_the_service(tenderned, add, read, shared_data):
    files = sorted((shared_data / "notices/tenderned/details").glob("*.json"))[:40]
    for path in files:
        publication = json.loads(path.read_text(encoding="utf-8"))
        tenderned.details[str(publication["publicatieId"])] = publication
    source_id = add(tenderned.url, "tenderned")
    with transaction(actor=SYSTEM):
        source(source_id).cursor = {"from": "2026-01-01"}
    reading = read(source_id)
    assert reading.status == "read"
    assert reading.new + reading.rejected == 40
    assert reading.rejected <= 1


def test_real_ocds_packages_come_in_through_an_address(httpserver, add, read, shared_data):
    data = (shared_data / "notices/ocds-real/release-package-1.json").read_bytes()
    httpserver.expect_request("/ocds").respond_with_data(data, content_type="application/json")
    reading = read(add(httpserver.url_for("/ocds"), "ocds"))
    assert reading.status == "read"
    assert reading.new + reading.rejected > 0
