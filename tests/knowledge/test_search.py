"""Searching the knowledge centre: word forms, compounds, accents and slips of the finger; a snippet; suggestions when nothing answers."""

import pytest
from lxml import html

from incubator.core.answering import answering, as_was_meant
from incubator.knowledge import queries
from incubator.knowledge.rules.searching import entries_of, search, snippet
from incubator.knowledge.values import KnowledgeArticle, KnowledgeKind, Term


def text(slug, title, body, kind=KnowledgeKind.ARTICLE):
    return KnowledgeArticle(slug, title, "Samenvatting", f"{title} (en)", "Summary", None, (), body, kind)


ENTRIES = entries_of(
    [
        text("jaarrekening", "De jaarrekening", "Eerst iets anders. Het bestuur deponeert haar bij de KVK. En klaar."),
        text("alv", "De ledenvergadering", "Leden worden opgeroepen. Een [[volmacht|volmacht]] mag."),
        text("brief", "Sjabloon: brief", "Een brief.", KnowledgeKind.TEMPLATE),
    ],
    [Term("cooperatie", "coop", "coöperatie", "cooperative", "Een bedrijf van leden.", "A business of members.")],
)


def slugs(asked):
    return [hit.entry.slug for hit in search(asked, ENTRIES, "nl").hits]


@pytest.mark.parametrize(
    ("asked", "slug"),
    [
        ("deponeren", "jaarrekening"),
        ("deponeert", "jaarrekening"),
        ("rekening jaar", "jaarrekening"),
        ("vergaderingen", "alv"),
        ("volmachten", "alv"),
        ("COOPERATIES", "cooperatie"),
        ("coöperatie", "cooperatie"),
        ("cooperative", "cooperatie"),
    ],
)
def test_a_word_answers_in_any_form(asked, slug):
    assert slugs(asked)[0] == slug


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("jaarekening", "jaarrekening"),
        ("vollmacht", "volmacht"),
        ("coöpertie", "cooperatie"),
        ("opgeroeepen", "opgeroepen"),
    ],
)
def test_a_slip_of_the_finger_is_understood_and_said(typed, meant):
    answers = search(typed, ENTRIES, "nl")
    assert answers.hits
    assert answers.instead == meant


def test_nothing_is_made_of_a_word_that_is_like_none_of_ours():
    assert search("xylofoon", ENTRIES, "nl").hits == ()
    assert as_was_meant("xylofoon", ["De jaarrekening"]) == ""


def test_what_holds_only_some_words_is_said_to_be_so():
    answers = search("volmacht xylofoon", ENTRIES, "nl")
    assert [hit.entry.slug for hit in answers.hits] == ["alv"]
    assert answers.partly
    assert answers.instead == ""
    assert not search("volmacht leden", ENTRIES, "nl").partly


def test_a_dutch_word_is_not_corrected_to_an_english_one():
    meant = queries.answers("ubo registreren", "nl")
    assert (meant.instead, meant.partly) == ("ubo register", False)
    assert meant.hits[0].entry.slug == "ubo-register"
    assert as_was_meant("registreren", ["Het register"], ["It is registered"]) == "register"
    assert as_was_meant("registered", ["Het register"], ["It is registered"]) == ""


def test_of_what_holds_some_words_that_with_most_of_them_comes_first(client):
    items = {"a": ("Leden", ""), "b": ("Iets", "over leden en geld")}
    assert answering("leden geld xylofoon", ["a", "b"], items.get, any_word=True) == ["b", "a"]
    status = " ".join(page(client, "btw aangeven").xpath('string(//p[@role="status"])').split())
    assert status.startswith("Niets bevat alle woorden van “btw aangegeven”.")
    assert status.count("Niets") == 1


@pytest.mark.parametrize("asked", ["", "de het een", "%", "' OR 1=1"])
def test_a_question_without_words_has_no_answer(asked):
    assert not search(asked, ENTRIES, "nl").partly or asked.startswith("'")
    assert search("", ENTRIES, "nl").hits == ()


def test_the_sentence_that_answers_is_shown_with_the_word_marked():
    (entry,) = [entry for entry in ENTRIES if entry.slug == "jaarrekening"]
    parts = snippet(entry, ["deponeren"], "nl")
    assert "".join(piece for piece, _asked in parts) == "Het bestuur deponeert haar bij de KVK."
    assert [piece for piece, asked in parts if asked] == ["deponeert"]
    assert snippet(entry, ["niets"], "en") == (("Summary", False),)


def test_a_title_goes_before_a_text_and_texts_before_words():
    items = {"a": ("Leden", ""), "b": ("Iets", "over leden")}
    assert answering("leden", ["b", "a"], items.get) == ["a", "b"]


def page(client, asked):
    return html.document_fromstring(client.get("/kennis/zoeken", query_string={"zoek": asked}).text)


def hits(client, asked):
    main = page(client, asked).get_element_by_id("main")
    return [link.get("href") for link in main.xpath(".//ul[@class='list-rows']//h2/a")]


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("gedragsverklaring", "/kennis/gva-aanvragen"),
        ("notulen sjabloon", "/kennis/notulen-algemene-vergadering"),
        ("aandeelhouder xqz", None),
        ("mondragon", "/kennis/mondragon"),
        ("uitdaagrecht", "/kennis/uitdaagrecht-in-het-kort"),
        ("winst uitkeren", "/kennis/uitkeren-en-reserves"),
        ("in dienst of zzp", "/kennis/in-dienst-of-zzp"),
    ],
)
def test_people_find_what_they_look_for(client, asked, address):
    found_addresses = hits(client, asked)
    assert found_addresses[:1] == [address] if address else found_addresses == []


def test_the_page_says_what_kind_of_text_it_is_and_what_was_asked_instead(client):
    shown = client.get("/kennis/zoeken?zoek=kascommisie").text
    assert "kascommissie" in shown
    assert "kascommisie" in shown
    kinds = {
        " ".join(kind.text_content().split()) for kind in page(client, "kascommissie").xpath("//li/p[@class='source']")
    }
    assert len(kinds) >= 3


def test_of_a_word_that_is_nearly_everywhere_the_best_are_shown(client):
    answers = queries.answers("leden", "nl")
    assert len(answers.hits) == 30 < answers.total
    assert len(hits(client, "leden")) == 30
    assert queries.answers("leden leden leden", "nl") == answers


def test_nothing_found_gives_suggestions(client):
    main = page(client, "aandelenxyzzy").get_element_by_id("main")
    links = {link.get("href") for link in main.iter("a")}
    assert "/kennis/begrippen" in links
    assert "/zoeken?zoek=aandelenxyzzy" in links
    assert any(link.startswith("/kennis/") and link != "/kennis/begrippen" for link in links)


@pytest.mark.parametrize("asked", ["%", "\\", "<script>", "x" * 3000, "\x00", "woord " * 80])
def test_hostile_words_break_nothing(client, asked):
    answer = client.get("/kennis/zoeken", query_string={"zoek": asked})
    assert answer.status_code == 200
    assert "<script>" not in answer.get_data(as_text=True).split("<main")[1].split("</main>")[0].replace(
        '<script src="', ""
    )


def test_every_text_is_found_by_its_own_title():
    for slug, article in queries.articles().items():
        answers = queries.answers(article.title, "nl")
        assert slug in [hit.entry.slug for hit in answers.hits[:3]], slug
