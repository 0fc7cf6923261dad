"""The glossary and the articles, for everyone."""

import pytest

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
