"""The radar, the window and the roads on their pages: what a group sees, writes down and plans, and nobody else's."""

import html
import io
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from incubator.challenges.models import KnownContract
from incubator.challenges.models.challenges import Challenge
from incubator.challenges.queries import contracts as queries
from incubator.challenges.queries.contracts import RadarRequest
from incubator.challenges.queries.radar_verdicts import verdicts_of
from incubator.challenges.services import contracts as services
from incubator.challenges.values import Level
from incubator.challenges.values.contracts import ContractAnswers, ContractOrigin, ReckonedEnd, RunningContract
from incubator.core import clock, quantities
from incubator.core.agenda import AgendaEntry
from incubator.core.db import SYSTEM, db, transaction
from incubator.formats.values import NoticeKind
from tests.factories import CoachFactory, CooperativeFactory, FactFactory, ParticipationFactory, UserFactory
from tests.watch.factories import publication, store

pytestmark = pytest.mark.both_databases
UTRECHT = RadarRequest(frozenset({"GM0344"}))


def award(number, months=14, title="Groenonderhoud Zonnewijk", **more):
    """An award of a contract that ends so many months from today."""
    (notice,) = store(publication(number, title, typePublicatie="Gegunde opdracht", **{"kenmerk": number} | more))
    notice.kind, notice.deadline, notice.last_deadline = NoticeKind.AWARD, None, None
    notice.status = notice.own_status = "awarded"
    notice.contract_end = quantities.months_later(clock.today(), months)
    notice.contract_end_derived = True
    db.session.commit()
    return notice


def member_of(name="Groep Groen", **more):
    participation = ParticipationFactory(cooperative=CooperativeFactory(name=name, **more))
    return participation.user, participation.cooperative


def known(title, group=None, months=10, notice=None, code="GM0344"):
    answers = ContractAnswers(code, title, "Woo-antwoord", ends_on=quantities.months_later(clock.today(), months))
    with transaction(actor=SYSTEM):
        number = None if notice is None else notice.id
        return services.record(answers, group, by=UserFactory(), now=clock.now(), notice_id=number)


def titles(group, asked=UTRECHT):
    return [row.title for row in queries.running(asked, group, today=clock.today())]


def text_of(answer, status=200):
    assert answer.status_code == status
    return html.unescape(answer.text)


def test_a_group_sees_what_ends_near_it_and_everybody_sees_only_what_is_public(app, client, sign_in):
    user, group = member_of()
    award(1, 14)
    award(2, 8, "Vegen in Zwolle", opdrachtgeverNaam="Gemeente Zwolle")
    known("Van onszelf", group)
    known("Van de incubator")
    public = text_of(client.get("/uitdagen/contracten?gemeente=Utrecht"))
    assert "Van de incubator" in public
    assert "Groenonderhoud Zonnewijk" in public
    assert "Van onszelf" not in public
    assert "Vegen in Zwolle" not in public
    page = text_of(sign_in(client, user).get(f"/cooperaties/{group.slug}/contracten"))
    assert {"Van onszelf", "Van de incubator", "Groenonderhoud Zonnewijk"} <= {
        title for title in titles(group) if title in page
    }
    assert "Vegen in Zwolle" not in page
    everywhere = text_of(client.get(f"/cooperaties/{group.slug}/contracten?overal=1"))
    assert "Vegen in Zwolle" in everywhere


def test_one_cooperative_never_sees_the_contracts_of_another(app, client, sign_in):
    _user, ours = member_of("Wij")
    stranger, theirs = member_of("Zij")
    mine = known("Van ons alleen", ours)
    assert titles(theirs) == []
    assert titles(None) == []
    sign_in(client, stranger)
    assert "Van ons alleen" not in client.get(f"/cooperaties/{theirs.slug}/contracten").text
    for slug in (ours.slug, theirs.slug):
        assert client.get(f"/cooperaties/{slug}/contracten/{mine.id}").status_code == 404
    assert client.get(f"/uitdagen/contracten/{mine.id}").status_code == 404


def level_of(page, title):
    """The badge of a row of the radar, and the addresses in it."""
    row = page[page.index("list-rows") :].split("<li>")
    (shown,) = [part for part in row if title in part]
    return re.search(r"badge badge--(\w+)", shown)[1], shown


def test_each_row_has_the_level_of_its_task_and_a_way_to_begin(app, client, sign_in):
    user, group = member_of()
    notice = award(1, 14)
    notice.published = clock.today() - timedelta(days=900)
    db.session.commit()
    suits = known("Groenonderhoud in de wijk", group, months=14)
    too_late = known("Onkruid op verharding", group, months=2)
    page = sign_in(client, user).get(f"/cooperaties/{group.slug}/contracten").text
    begin = f"/cooperaties/{group.slug}/uitdagingen/nieuw"
    level, row = level_of(page, "Groenonderhoud Zonnewijk")
    assert level in {"done", "attention"}
    assert f"{begin}?notice={notice.id}" in row
    level, row = level_of(page, suits.title)
    assert level in {"done", "attention"}
    assert f"{begin}?contract={suits.id}" in row
    assert level_of(page, too_late.title)[0] == "waiting"
    # Everybody reads the level; only a group can begin.
    public = client.get("/uitdagen/contracten?gemeente=Utrecht").text
    assert level_of(public, "Groenonderhoud Zonnewijk")[0] in {"done", "attention"}
    assert "uitdagingen/nieuw" not in public


def test_a_contract_in_its_first_year_is_no_chance_yet(app):
    today = clock.today()
    row = RunningContract(
        "Groenonderhoud", "GM0344", "", ReckonedEnd(quantities.months_later(today, 14)), ContractOrigin.PERSON
    )
    young = replace(row, starts_on=today - timedelta(days=90))
    of_row, of_young = verdicts_of([row, young], {}, today=today, now=clock.now())
    assert of_row.level in {Level.PROMISING, Level.PERHAPS}
    assert of_young.level is Level.NOT_NOW


def test_a_challenge_begins_from_a_contract_with_where_its_end_was_read(app, client, sign_in):
    user, group = member_of()
    contract = known("Groen in de wijk", group, months=14)
    with transaction(actor=SYSTEM):
        contract.supplier, contract.source_on = "Groot Groen BV", clock.today()
    address = f"/cooperaties/{group.slug}/uitdagingen/nieuw?contract={contract.id}"
    page = text_of(sign_in(client, user).get(address))
    for filled in ("Groen in de wijk", "Gemeente Utrecht", "Groot Groen BV"):
        assert f'value="{filled}"' in page
    assert "Woo-antwoord" in page
    variant = re.search(r'name="variant"[^>]*value="([^"]+)"', page)[1]
    form = {"title": contract.title, "authority": "Gemeente Utrecht", "variant": variant}
    assert client.post(address, data=form | {"contract_end": contract.last_day.isoformat()}).status_code == 302
    day = clock.today()
    begun = db.session.scalars(db.select(Challenge)).one()
    assert (begun.authority_code, begun.contract_end) == ("GM0344", contract.last_day)
    assert begun.contract_end_source == f"Woo-antwoord ({day.day}-{day.month}-{day.year})"
    # Another end than the list says comes from the group itself.
    another = known("Bomen in de wijk", group, months=14)
    other = form | {"contract_end": (another.last_day + timedelta(days=9)).isoformat()}
    address = address.replace(f"contract={contract.id}", f"contract={another.id}")
    assert client.post(address, data=other).status_code == 302
    newest = db.session.scalars(db.select(Challenge).order_by(Challenge.id.desc())).first()
    assert newest.contract_end_source == ""


def test_no_challenge_begins_from_a_contract_of_another_group(app, client, sign_in):
    _member, ours = member_of("Wij")
    stranger, theirs = member_of("Zij")
    mine, shared = known("Van ons", ours), known("Van allen")
    sign_in(client, stranger)
    begin = f"/cooperaties/{theirs.slug}/uitdagingen/nieuw?contract="
    for number in (mine.id, mine.id + 99, "x", -1, 2**40):
        assert client.get(f"{begin}{number}").status_code == 404
    assert "Van allen" in text_of(client.get(f"{begin}{shared.id}"))


def test_a_correction_and_its_notice_begin_the_same_challenge(app, client, sign_in):
    user, group = member_of()
    notice = award(1, 14)
    contract = known("Verbeterd", group, notice=notice)
    sign_in(client, user)
    begin = f"/cooperaties/{group.slug}/uitdagingen/nieuw"
    variant = re.search(r'name="variant"[^>]*value="([^"]+)"', client.get(begin).text)[1]
    form = {"title": "Groen", "authority": "Gemeente Utrecht", "variant": variant}
    from_contract = client.post(f"{begin}?contract={contract.id}", data=form).location
    assert client.post(f"{begin}?notice={notice.id}", data=form).location == from_contract


def test_a_corrected_end_holds_over_the_derived_one(app):
    _user, group = member_of()
    _other, others = member_of("Anderen")
    notice = award(1, 14)
    known("Verbeterd voor ons", group, months=20, notice=notice)
    assert titles(group) == ["Verbeterd voor ons"]
    assert titles(others) == ["Groenonderhoud Zonnewijk"]
    known("Verbeterd voor allen", None, months=22, notice=notice)
    assert titles(group) == ["Verbeterd voor ons"]  # the group's own over the incubator's
    assert titles(others) == ["Verbeterd voor allen"]
    # An end that is corrected to a day that has been is gone, and does not come back out of the notice.
    with transaction(actor=SYSTEM):
        db.session.execute(db.update(KnownContract).values(last_day=clock.today() - timedelta(days=1)))
    assert titles(others) == []


def test_a_correction_holds_for_every_publication_of_the_procurement(app):
    first, second = award(1, 14), award(2, 16, "Nieuwe gunning")
    second.family_id, second.published = first.family_id, first.published + timedelta(days=30)
    db.session.commit()
    assert titles(None) == ["Nieuwe gunning"]
    known("Verbeterd", None, notice=first)
    assert titles(None) == ["Verbeterd"]


def test_kinds_of_work_and_periods_narrow(app, client):
    award(1, 14)
    award(2, 5, "Schoonmaak", cpvCodes=[{"isHoofdOpdracht": True, "code": "90910000-9"}])
    assert (
        "Schoonmaak" not in text_of(client.get("/uitdagen/contracten?dienst=groen")).partition('class="list-rows"')[2]
    )
    soon = text_of(client.get("/uitdagen/contracten?binnen=6")).partition('class="list-rows"')[2]
    assert "Schoonmaak" in soon
    assert "Groenonderhoud Zonnewijk" not in soon


@pytest.mark.parametrize(
    "address", ["?gemeente=Nergenshuizen", "?dienst=xyz&binnen=abc&pagina=-4", "?gemeente=%00x", "?pagina=99999"]
)
def test_nonsense_in_the_address_is_no_broken_page(app, client, address):
    assert client.get(f"/uitdagen/contracten{address}").status_code in {200, 404}


def test_an_empty_radar_tells_how_to_get_the_facts(app, client):
    assert "Woo" in text_of(client.get("/uitdagen/contracten"))


FORM = {"authority": "Utrecht", "title": "Vegen", "sector": "", "source": "Woo-antwoord", "value_cents": "€ 12.500,-"}


def test_a_contract_is_written_down_mended_and_removed(app, client, sign_in):
    user, group = member_of()
    sign_in(client, user)
    address = f"/cooperaties/{group.slug}/contracten"
    form = FORM | {"starts_on": "1 januari 2026", "months": "24"}
    assert client.post(f"{address}/nieuw", data=form).status_code == 302
    contract = db.session.scalars(db.select(KnownContract)).one()
    assert (contract.last_day.isoformat(), contract.value_cents) == ("2027-12-31", 1_250_000)
    assert "1 januari 2026" in text_of(client.get(address))  # the sum
    again = client.post(f"{address}/nieuw", data=form)
    assert again.status_code == 422
    assert 'value="12500,00"' in text_of(again, 422)  # nothing typed is lost
    changed = client.post(f"{address}/{contract.id}", data=form | {"title": "Vegen en wassen"})
    assert changed.status_code == 302
    db.session.expire_all()
    assert db.session.get(KnownContract, contract.id).title == "Vegen en wassen"
    assert client.post(f"{address}/{contract.id}/verwijderen").status_code == 302
    assert db.session.scalars(db.select(KnownContract)).all() == []


@pytest.mark.parametrize(
    "wrong",
    [{}, {"ends_on": "31-02-2027"}, {"ends_on": "2027-12-31", "authority": "Nergens"}, {"ends_on": "2027-12-31", "source": " "},
     {"ends_on": "2027-12-31", "starts_on": "2028-12-31"}, {"ends_on": "9999-12-31"}],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_stays_in_the_form(app, client, sign_in, wrong):
    user, group = member_of()
    answer = sign_in(client, user).post(f"/cooperaties/{group.slug}/contracten/nieuw", data=FORM | wrong)
    assert "Vegen" in text_of(answer, 422)
    assert db.session.scalars(db.select(KnownContract)).all() == []


def test_a_notice_that_is_not_right_is_mended_once(app, client, sign_in):
    user, group = member_of()
    notice = award(1, 14)
    sign_in(client, user)
    address = f"/cooperaties/{group.slug}/contracten/nieuw?notice={notice.id}"
    assert "Groenonderhoud Zonnewijk" in text_of(client.get(address))
    assert client.post(address, data=FORM | {"ends_on": "2099-12-31"}).status_code == 302
    assert titles(group) == ["Vegen"]
    # A second time leads to what was written.
    contract = db.session.scalars(db.select(KnownContract)).one()
    assert client.get(address).location.endswith(f"/contracten/{contract.id}")


TABLE = "gemeente;titel;leverancier;einddatum;bron\nUtrecht;Vegen;Schoon B.V.;31-12-2098;Woo\nZwolle;Maaien;Gras B.V.;31-12-2099;Woo\n"


def test_a_file_is_looked_at_first_and_then_taken_over_once(app, client, sign_in):
    user, group = member_of()
    sign_in(client, user)
    address = f"/cooperaties/{group.slug}/contracten/bestand"
    sent = {"file": (io.BytesIO(TABLE.encode("utf-8-sig")), "woo.csv")}
    preview = text_of(client.post(address, data=sent, content_type="multipart/form-data"))
    assert "Schoon B.V." in preview
    assert db.session.scalars(db.select(KnownContract)).all() == []
    for _time in range(2):
        assert client.post(address, data={"text": TABLE, "do": "save"}).status_code == 302
    assert len(db.session.scalars(db.select(KnownContract)).all()) == 2
    # What was mended meanwhile does not come back either.
    contract = db.session.scalars(db.select(KnownContract).order_by(KnownContract.id)).first()
    client.post(f"/cooperaties/{group.slug}/contracten/{contract.id}", data=FORM | {"ends_on": "2097-12-31"})
    client.post(address, data={"text": TABLE, "do": "save"})
    assert len(db.session.scalars(db.select(KnownContract)).all()) == 2


def test_nothing_of_a_file_with_a_wrong_line_is_taken_over(app, client, sign_in):
    user, group = member_of()
    wrong = TABLE.replace("31-12-2099", "31-13-2099")
    sign_in(client, user)
    answer = client.post(f"/cooperaties/{group.slug}/contracten/bestand", data={"text": wrong, "do": "save"})
    assert "3" in text_of(answer, 422)
    assert "Schoon B.V." in text_of(answer, 422)  # what was pasted stays
    assert db.session.scalars(db.select(KnownContract)).all() == []
    empty = client.post(f"/cooperaties/{group.slug}/contracten/bestand", data={"text": ""})
    assert empty.status_code == 422


def test_a_coach_writes_down_for_everybody(app, client, sign_in):
    sign_in(client, CoachFactory())
    assert client.post("/uitdagen/contracten/nieuw", data=FORM | {"ends_on": "2099-12-31"}).status_code == 302
    assert titles(None) == ["Vegen"]


def asked(client, address, count_queries):
    """How often a page asks the database, once what is kept for all pages has been read."""
    client.get(address)
    count_queries()
    client.get(address)
    return count_queries()


def test_the_radar_asks_as_often_for_many_contracts_as_for_few(app, client, sign_in, count_queries):
    user, group = member_of()
    sign_in(client, user)
    address = f"/cooperaties/{group.slug}/contracten"
    award(1)
    known("Van ons", group)
    few = asked(client, address, count_queries)
    for number in range(2, 9):
        award(number, number, title=f"Groen {number}")
        known(f"Van ons {number}", group, months=number)
    assert asked(client, address, count_queries) == few


def test_a_window_needs_no_account_and_says_how_it_was_reckoned(app, client):
    page = text_of(client.get("/uitdagen/termijn?gemeente=GM0363&einde=2099-12-31"))
    assert "CVDR723122" in page
    unknown = text_of(client.get("/uitdagen/termijn?gemeente=Utrecht&einde=31-12-2099"))
    assert "Utrecht" in unknown
    assert client.get("/uitdagen/termijn").status_code == 200
    for wrong in (
        "gemeente=Nergens&einde=2099-12-31",
        "gemeente=GM0363&einde=9999-12-31",
        "einde=x",
        "gemeente=GM0363&einde=",
    ):
        assert client.get(f"/uitdagen/termijn?{wrong}").status_code == 422


def test_the_days_go_to_the_agenda_once_and_out_again(app, client, sign_in):
    user, group = member_of()
    sign_in(client, user)
    address = f"/cooperaties/{group.slug}/uitdagen/termijn"
    asked = {"gemeente": "GM0363", "einde": "2099-12-31"}
    for _time in range(2):
        assert client.post(f"{address}/agenda", data=asked).status_code == 302
    entries = db.session.scalars(db.select(AgendaEntry).where(AgendaEntry.key.startswith("window:"))).all()
    assert sorted(entry.key.rpartition(":")[2] for entry in entries) == ["begin", "hand-in"]
    assert {entry.cooperative_id for entry in entries} == {group.id}
    client.post(f"{address}/agenda", data=asked | {"do": "remove"})
    assert db.session.scalars(db.select(AgendaEntry).where(AgendaEntry.key.startswith("window:"))).all() == []


@pytest.mark.parametrize(
    "asked", [{"gemeente": "GM0344", "einde": "2099-12-31"}, {"gemeente": "GM0363", "einde": "2026-12-31"}, {}]
)
def test_without_a_day_to_come_nothing_goes_to_the_agenda(app, client, sign_in, asked):
    user, group = member_of()
    sign_in(client, user)
    assert client.post(f"/cooperaties/{group.slug}/uitdagen/termijn/agenda", data=asked).status_code == 302
    assert db.session.scalars(db.select(AgendaEntry).where(AgendaEntry.key.startswith("window:"))).all() == []


def test_roads_are_filled_in_by_the_notice_and_the_dossier(app, client, sign_in):
    user, group = member_of()
    FactFactory(cooperative=group, key="identity.deed_date", value="2025-03-04")
    notice = award(1, 14)
    sign_in(client, user)
    address = f"/cooperaties/{group.slug}/uitdagen/routes"
    page = text_of(client.get(f"{address}?notice={notice.id}"))
    assert 'value="77310000"' in page
    assert 'value="2025-03-04"' in page
    asked = (
        "opdrachtgever=municipality&gemeente=Amsterdam&werk=&cpv=85312000&aard=services&waarde=180.000&op=2026-11-25"
    )
    roads = text_of(client.get(f"{address}?{asked}&maanden=24"))
    assert roads.count('<details class="fold"') > 12
    assert "115" in roads


def test_roads_of_quotes_go_by_what_is_known_of_the_buyer(app, client, sign_in):
    user, group = member_of()
    sign_in(client, user)
    asked = "opdrachtgever=municipality&werk=&cpv=77310000&aard=services&waarde=20.000&op=2026-11-25"
    address = f"/cooperaties/{group.slug}/uitdagen/routes?{asked}"
    known_policy = text_of(client.get(f"{address}&gemeente=Het+Hogeland"))
    assert "Inkoopbeleid van de gemeente Het Hogeland" in known_policy
    assert "23 november 2026" in known_policy
    assert "Inkoopbeleid van de gemeente" not in text_of(client.get(f"{address}&gemeente=Amsterdam"))


@pytest.mark.parametrize(
    "wrong", ["cpv=abc", "waarde=veel", "gemeente=Nergens", "maanden=0", "op=9999-12-31", "opdrachtgever=x"]
)
def test_a_wrong_question_about_roads_says_what_is_wrong(app, client, sign_in, wrong):
    user, group = member_of()
    sign_in(client, user)
    whole = "opdrachtgever=municipality&aard=services&werk=&op=2026-11-25"
    # Of a field that stands there twice the first holds.
    assert client.get(f"/cooperaties/{group.slug}/uitdagen/routes?{wrong}&{whole}").status_code == 422


def test_many_contracts_are_shown_page_by_page(app, client):
    for number in range(8):
        known(f"Contract {number}", None, months=number + 1)
    first, second = (text_of(client.get(f"/uitdagen/contracten?pagina={page}")) for page in (1, 2))
    listed = [page.partition('class="list-rows"')[2] for page in (first, second)]
    assert "Contract 0" in listed[0]
    assert "Contract 7" not in listed[0]
    assert "Contract 7" in listed[1]


def test_what_people_type_is_never_taken_for_markup(app, client, sign_in):
    user, group = member_of()
    sign_in(client, user)
    typed = FORM | {
        "title": "<script>alert(1)</script>",
        "supplier": '"><b>x</b>',
        "ends_on": "2099-12-31",
        "source": "=1+1 & 'x'",
    }
    assert client.post(f"/cooperaties/{group.slug}/contracten/nieuw", data=typed).status_code == 302
    page = client.get(f"/cooperaties/{group.slug}/contracten").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert "<b>x</b>" not in page
