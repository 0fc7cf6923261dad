"""The glossary and the articles, for everyone."""

import html

import pytest
from lxml import html as lxml_html

from incubator.knowledge import queries, rules


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("page", ["/kennis/", "/kennis/begrippen", *(f"/kennis/{slug}" for slug in queries.articles())])
def test_anyone_can_read_it(client, page, language):
    client.set_cookie("language", language)
    assert client.get(page).status_code == 200


def test_an_unknown_article_does_not_exist(client):
    assert client.get("/kennis/onbekend").status_code == 404


def test_the_glossary_finds_dutch_and_english(client):
    seen = client.get("/kennis/begrippen?zoek=worker+cooperative").get_data(as_text=True)
    assert 'id="werkcooperatie"' in seen
    assert 'id="tenderned"' not in seen


@pytest.mark.parametrize(
    ("language", "shown", "not_shown"),
    [("nl", "definition", "definition_en"), ("en", "definition_en", "definition")],
)
@pytest.mark.parametrize(
    ("page", "element"),
    [
        ("/kennis/begrippen?zoek=beperkte+aansprakelijkheid", '<dd lang="{}">{}</dd>'),
        ("/kennis/begrippen/beperkte-aansprakelijkheid", '<p class="lead">{1}</p>'),
        ("/kennis/ua-ba-wa", '<dd lang="{}">{}</dd>'),
    ],
)
def test_the_page_explains_words_in_its_own_language(client, page, element, language, shown, not_shown):
    client.set_cookie("language", language)
    seen = client.get(page).get_data(as_text=True)
    word = queries.term("beperkte aansprakelijkheid")
    assert element.format(language, getattr(word, shown)) in seen
    assert getattr(word, not_shown) not in seen


@pytest.mark.parametrize("article", queries.articles().values(), ids=lambda article: article.slug)
def test_an_english_page_names_the_article_in_english(client, article):
    client.set_cookie("language", "en")
    for page in ("/kennis/", f"/kennis/{article.slug}"):
        seen = html.unescape(client.get(page).get_data(as_text=True))
        assert article.title_en in seen
        assert article.summary_en in seen
        assert article.summary not in seen


def test_a_long_list_shows_each_word_below_its_letter_and_a_short_one_what_it_means(client):
    seen = html.unescape(client.get("/kennis/begrippen").get_data(as_text=True))
    letters = rules.by_letter(queries.glossary())
    assert list(letters) == sorted(letters)
    for letter, terms in letters.items():
        assert f"<summary>{letter} " in seen
        for term in terms:
            assert f'<a href="/kennis/begrippen/{term.slug}">{term.nl}</a>' in seen
    word = queries.term("aanbestedingsdrempel")
    assert word.definition not in seen
    assert word.definition in html.unescape(client.get("/kennis/begrippen?zoek=aanbesteding").get_data(as_text=True))


def test_a_word_leads_to_the_articles_that_use_it(client):
    article = next(article for article in queries.articles().values() if "tekort" in rules.terms_in(article.body))
    assert f'href="/kennis/{article.slug}"' in client.get("/kennis/begrippen/tekort").get_data(as_text=True)
    assert client.get("/kennis/begrippen/onzin").status_code == 404


def test_every_word_has_an_anchor_of_its_own():
    slugs = [term.slug for term in queries.glossary()]
    assert len(slugs) == len(set(slugs)) >= 190


@pytest.mark.parametrize("article", queries.articles().values(), ids=lambda article: article.slug)
def test_articles_link_to_words_that_exist(article):
    assert rules.missing_terms(article.body, queries.glossary()) == []


def test_a_word_can_read_differently_from_how_it_is_listed():
    assert (
        rules.with_links("[[oprichter|oprichters]] en [[U.A.]]", lambda slug: f"#{slug}")
        == "[oprichters](#oprichter) en [U.A.](#u-a)"
    )


def test_a_page_is_short_until_somebody_opens_what_they_want(client):
    """What stands inside a fold is what the addresses lead to: the script opens a fold around the target."""
    index = lxml_html.document_fromstring(client.get("/kennis/").text)
    for anchor in index.xpath('//nav[@class="subjects"]//a[starts-with(@href, "#")]/@href'):
        (texts,) = index.xpath(f'//details[not(@open)]/ul[@id="{anchor[1:]}"]')
        assert texts.xpath("li/a")
    article = lxml_html.document_fromstring(client.get("/kennis/ua-ba-wa").text)
    words = article.xpath('//details[not(@open)]/dl[@data-words]/div[starts-with(@id, "woord-")]')
    assert len(words) == len(queries.terms_of(queries.articles()["ua-ba-wa"].body))


def test_more_than_three_sources_are_folded_and_a_few_are_not(client):
    lengths = {len(article.sources) > 3: article for article in queries.articles().values()}
    for is_long, article in lengths.items():
        page = lxml_html.document_fromstring(client.get(f"/kennis/{article.slug}").text)
        (sources,) = page.xpath('//section[@aria-labelledby="sources"]')
        assert bool(sources.xpath("details[not(@open)]/ul")) is is_long
    assert set(lengths) == {True, False}
