"""What everyone reads of real notices: words, no keys of formats, no paths, no codes of code lists; and only what is so."""

import re
from datetime import date, timedelta

import pytest
from lxml import html
from sqlalchemy import select

from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.reference import eforms_codes, sectors
from incubator.core.reference.tables import FOLDER
from incubator.formats.values import NoticeKind
from incubator.notices import messages
from incubator.notices.models import Notice, Organisation
from incubator.notices.queries import as_json, publications, searching
from incubator.notices.services import SourceDocument, batches, import_documents
from incubator.notices.values import NoticeStatus
from incubator.notices.views import page_texts
from incubator.sources import messages as source_words
from tests.notices.test_pages import publication, store

FORMATS = ["eforms-real", "eforms-sdk-1.7.5", "mixed-real", "ocds-real", "ted-r209-nl", "ted-search-v3", "tenderned"]
OF_EACH = 14
FIELD_NUMBER = re.compile(r"\b(?:BT|OPP|OPT|BG)-\d+")
KEY = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b|\[\d+\]|(?<![\w/.:])/[a-z]+[-/][\w/-]+|\b(?:LOT|PAR|GLO)-\d{4}\b")


def documents(folder):
    """Some documents of each format, spread over all of them."""
    for name in FORMATS:
        paths = sorted(path for path in (folder / "notices" / name).rglob("*") if path.is_file())
        for path in paths[:: max(1, len(paths) // OF_EACH)]:
            yield SourceDocument(path.name, path.read_bytes())


@pytest.fixture
def real_notices(app, shared_data):
    for batch in batches(documents(shared_data)):
        with transaction(actor=SYSTEM):
            import_documents(batch, now=clock.now())
    return db.session.scalars(select(Notice).where(Notice.merged_into_id.is_(None)).order_by(Notice.id)).all()


def words_of(answer):
    """The text of a page without what the source itself wrote."""
    page = html.document_fromstring(answer.get_data(as_text=True))
    for element in page.xpath(
        "//*[contains(@class, 'pre')] | //h1 | //title | //meta | //script | //a | //summary | //address"
    ):
        element.drop_tree()
    for element in page.xpath(
        "//section[@aria-labelledby='criteria' or @aria-labelledby='winners' or @aria-labelledby='contact']"
    ):
        element.drop_tree()
    return " ".join(page.text_content().split())


def code_lists():
    """The codes of all code lists of eForms that are no words."""
    for path in (FOLDER / "eforms").glob("*.csv"):
        yield from (code for code in eforms_codes.codes(path.stem) if "-" in code and not code[0].isdigit())


def test_no_page_of_a_real_notice_shows_a_key_a_path_or_the_code_of_a_list(real_notices, client):
    codes = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, code_lists()))})(?![\w-])")
    assert len(real_notices) > 60
    wrong = []
    for notice in real_notices:
        for path in (f"/aankondigingen/{notice.id}", f"/aankondigingen/procedures/{notice.family_id}"):
            text = words_of(client.get(path))
            wrong += [(path, match[0]) for pattern in (FIELD_NUMBER, KEY, codes) if (match := pattern.search(text))]
    assert wrong == []


def test_no_page_of_a_buyer_shows_a_key(real_notices, client):
    for number in db.session.scalars(select(Organisation.id).order_by(Organisation.id).limit(80)):
        answer = client.get(f"/aankondigingen/opdrachtgevers/{number}")
        assert not re.search(r"\b(kvk|other-\w+):", answer.get_data(as_text=True))


def test_every_doubt_of_a_real_notice_is_a_sentence(real_notices, app):
    with app.test_request_context():
        sentences = [page_texts.doubts(notice.content) for notice in real_notices]
        every = [sentence for by_row in sentences for doubts in by_row.values() for sentence in doubts]
    assert every
    for sentence in every:
        name, _colon, why = sentence.partition("”: ")
        assert name[0].isupper()
        assert why
        assert not KEY.search(name.split("“")[0])


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("releases[0].awards[1].documents[2].url", "Webadres"),
        ("lots[3].value", "Waarde"),
        ("main_cpv", "CPV-codes"),
        ("kind", "Soort aankondiging"),
        ("something_new[1].else", "Een gegeven in deze aankondiging"),
    ],
)
def test_a_field_has_a_name_for_people(app, path, name):
    with app.test_request_context():
        assert messages.field_name(path) == name


@pytest.mark.parametrize(
    ("lot", "name"),
    [
        ("LOT-0003", "Perceel 3"),
        ("PAR-0001", "Deel 1"),
        ("GLO-0001", "Groep percelen 1"),
        ("7", "Perceel 7"),
        ("Noord", "Noord"),
        ("584f52c2-0c1f-4f0e-9f39-6ab3f0a1e0c4", "Een perceel"),
        (None, "Een perceel"),
    ],
)
def test_a_lot_is_called_as_people_call_it(app, lot, name):
    with app.test_request_context():
        assert messages.lot_name(lot) == name


def test_what_we_say_of_a_kind_of_work_is_for_the_reader_and_no_note_to_a_colleague():
    for sector in sectors.sectors().values():
        for sentence in re.split(r"(?<=[.])\s", sector.challenge_note):
            assert sentence[0].isupper(), sector.id
            assert sentence.endswith("."), sector.id
        assert not re.search(r"checken|bevestigen|\bTODO\b", sector.challenge_note), sector.id


def plan(number, published, **more):
    return publication(
        number,
        "Groen in de toekomst",
        typePublicatie="Vooraankondiging",
        aankondigingCode={"code": "VAK"},
        publicatieCode="EF04",
        publicatieDatum=f"{published.isoformat()}T08:00:00",
        sluitingsDatum=None,
        **more,
    )


@pytest.fixture
def plans(app):
    today = clock.today()
    store(plan(1, today - timedelta(days=800)), plan(2, today - timedelta(days=20)))
    old, fresh = db.session.scalars(select(Notice).order_by(Notice.id)).all()
    assert {old.kind, fresh.kind} == {NoticeKind.PLANNING}
    return old, fresh


def test_an_old_plan_is_shown_as_lapsed_and_not_among_what_one_can_act_on(plans, client):
    old, fresh = plans
    assert "Verlopen" in client.get(f"/aankondigingen/{old.id}").get_data(as_text=True)
    assert "Gepland" in words_of(client.get(f"/aankondigingen/{fresh.id}"))
    shown = client.get("/aankondigingen/").get_data(as_text=True)
    assert f'"/aankondigingen/{fresh.id}"' in shown
    assert f'"/aankondigingen/{old.id}"' not in shown
    assert f'"/aankondigingen/{old.id}"' in client.get("/aankondigingen/?status=lapsed").get_data(as_text=True)


def test_the_search_and_the_page_agree_on_what_has_lapsed(plans):
    now = clock.now()
    for status in (NoticeStatus.PLANNED, NoticeStatus.LAPSED):
        by_search = searching.matching_ids(searching.Request(statuses=(status,)), now=now)
        assert by_search == [notice.id for notice in plans if notice.status_at(now) is status]


def test_scripts_keep_the_words_that_were_promised_for_an_old_plan(plans, app):
    now = clock.now()
    from_list = list(publications.listed(status=NoticeStatus.PLANNED, now=now))
    assert len(from_list) == 2
    answers = [as_json.as_json(notice, now) for notice in from_list]
    assert [(answer["status"], answer["lapsed"]) for answer in answers] == [("planned", True), ("planned", False)]


class Read:
    """A source as far as this sentence looks at it."""

    def __init__(self, kind, hours, active=True):
        self.kind, self.active = kind, active
        self.last_success_at = None if hours is None else clock.now() - timedelta(hours=hours)


@pytest.mark.parametrize(
    ("sources", "words"),
    [
        ([Read("tenderned", 2), Read("ted", 20)], "Elke dag gelezen van TenderNed en TED."),
        ([Read("tenderned", 2), Read("ted", 30)], "Elke dag gelezen van TenderNed."),
        ([Read("tenderned", 2, active=False), Read("ted", 2)], "Elke dag gelezen van TED."),
        ([Read("ted", None)], ""),
        ([], ""),
    ],
)
def test_the_page_says_that_notices_are_read_every_day_only_when_they_are(app, sources, words):
    with app.test_request_context():
        assert source_words.read_lately(sources, clock.now()) == words


def test_without_a_reading_today_the_page_says_when_it_was(app):
    with app.test_request_context():
        words = source_words.read_lately([Read("ted", 24 * 40)], clock.now())
    assert words.startswith("Voor het laatst gelezen: ")
    assert str(date.today().year) in words or str(date.today().year - 1) in words


def test_the_page_of_notices_without_sources_promises_nothing(app, client):
    assert "Elke dag gelezen" not in client.get("/aankondigingen/").get_data(as_text=True)
