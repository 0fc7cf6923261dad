"""No page, address or document shows a key, a code or the form in which a fact is stored: in the demo, and with one of every fact."""

import io
import re

import docx
import pytest
from lxml import html

from incubator.accounts import queries as accounts
from incubator.bids.messages import sources as bid_words
from incubator.bids.models import Bid
from incubator.cooperatives import queries, services
from incubator.cooperatives.values import FACT_KEYS, FactSource, FactSourceKind
from incubator.core import clock, word
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.reference import sectors
from incubator.statutes import queries as statutes_queries
from incubator.statutes import services as statutes
from incubator.statutes.values.interview import chapters, questions

FILLED_IN = {
    "identity.neighbourhood": "Zonnewijk",
    "offer.sectors": sorted(sectors.sectors()),
    "offer.places": ["NL35", "GM0344", "NL350", "BE"],
    "offer.cpv": ["77310000"],
    "offer.min_value": "5000",
    "people.roles": "Ieder iets",
    "evidence.references": [{"client": "School", "work": "ramen", "year": "2025", "value": "12500"}],
    "finance.break_even": "145000",
}
CODES = re.compile(
    "|".join(re.escape(key) for key in FACT_KEYS)  # the keys of the dossier
    + r"|\b(?:" + "|".join(name for name in sectors.sectors() if "_" in name) + r")\b"  # of the kinds of work
    + r"|\bNL\d[0-9A-Z]*\b|\bGM\d{4}\b"  # of places
    + r"|\w \| \w|\{'|\['"  # rows as they are stored
    + r"|\b\d{4}-\d\d-\d\d\b|Maand-dag"  # days
)  # fmt: skip


UNSEEN = {"hidden", "checkbox", "radio", "date"}  # whose value nobody reads as it is


@pytest.fixture(scope="module")
def demo(make_demo):
    """The demo, in which a founded group has every fact besides."""
    app = make_demo()
    with app.app_context():
        group = queries.cooperative_by_slug("samen-sterk-buurtzorg")
        with transaction(actor=SYSTEM):
            for key, value in FILLED_IN.items():
                source = FactSource(FactSourceKind.ENTERED)
                services.record_fact(group, key, value, source=source, author=None, now=clock.now(), approved=True)
        yield app
        db.session.remove()
        db.engine.dispose()


def shown(source):
    """What one reads on a page, what stands in its fields, and where it leads."""
    page = html.document_fromstring(source)
    main = page.get_element_by_id("main")
    typed = [field.get("value") or "" for field in main.iter("input") if field.get("type") not in UNSEEN]
    addresses = [link.get("href") for link in main.iter("a")]
    return "\n".join((main.text_content(), *typed, *addresses, page.findtext(".//title")))


def pages_of(group):
    base = f"/cooperaties/{group.slug}"
    yield from (f"{base}/dossier", f"{base}/profiel", f"{base}/statuten/")
    for fact in FACT_KEYS.values():
        yield f"{base}/dossier/{fact.name}"
        yield f"{base}/dossier/{fact.name}/geschiedenis"
    yield from (f"{base}/statuten/vragen/{name}" for name in questions())
    yield from (f"{base}/statuten/vragen/hoofdstuk/{chapter.id}" for chapter in chapters())


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("person", "slug"),
    [("fatima", "schoonmaak-de-bezem"), ("lotte", "de-zonnewijk-groen"), ("priya", "samen-sterk-buurtzorg")],
)
def test_no_page_about_facts_shows_a_key_or_a_code(demo, sign_in, person, slug, language):
    client = sign_in(demo.test_client(), accounts.by_email(f"{person}@example.org"))
    client.set_cookie("language", language)
    for path in pages_of(queries.cooperative_by_slug(slug)):
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert CODES.findall(shown(answer.text)) == [], path


def test_the_words_are_there_instead(demo, sign_in):
    client = sign_in(demo.test_client(), accounts.by_email("priya@example.org"))
    page = shown(client.get("/cooperaties/samen-sterk-buurtzorg/dossier").text)
    for words in (
        "Wmo huishoudelijke ondersteuning",
        "provincie Utrecht",
        "regio Utrecht",
        "School, ramen (2025, € 12.500)",
    ):
        assert words in page


def test_no_document_shows_a_key_or_a_code(demo):
    texts = []
    for bid in db.session.scalars(db.select(Bid).order_by(Bid.id)):
        texts.append(word.plain(bid_words.main_document_of(bid, made_at=clock.now())))
    for slug in ("schoonmaak-de-bezem", "de-zonnewijk-groen", "samen-sterk-buurtzorg"):
        group = queries.cooperative_by_slug(slug)
        answers = statutes_queries.answers(group)
        deed = docx.Document(
            io.BytesIO(statutes.document_of(group, answers, "1", now=clock.now(), today=clock.today()))
        )
        texts += [paragraph.text for paragraph in deed.paragraphs]
        texts += [cell.text for table in deed.tables for row in table.rows for cell in row.cells]
    assert len(texts) > 100
    assert CODES.findall("\n".join(texts)) == []
