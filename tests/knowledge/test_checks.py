"""Who looked at a text and when: shown on its page, listed for managers, noted by them."""

from datetime import UTC, date, datetime

import pytest
from lxml import html
from sqlalchemy import func, select

from incubator.core.db import db
from incubator.core.errors import RuleViolation
from incubator.knowledge import queries, services
from incubator.knowledge.models import KnowledgeCheck
from incubator.knowledge.values import ArticleCheck
from tests.factories import ManagerFactory, UserFactory

SLUG = "in-dienst-of-zzp"  # checked on 23 November 2026, and due three months later
NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
TODAY = date(2027, 3, 1)


@pytest.fixture
def article():
    return queries.articles()[SLUG]


@pytest.mark.parametrize(
    ("today", "late"), [(date(2027, 2, 22), False), (date(2027, 2, 23), False), (date(2027, 2, 24), True)]
)
def test_a_text_is_late_after_the_day_on_which_it_was_due(article, today, late):
    check = ArticleCheck(article, article.checked)
    assert check.due == date(2027, 2, 23)
    assert check.is_late(today) is late


def look(article, day, note="Artikelen nagelezen", by=None):
    check = services.mark_checked(article, note, by=by or ManagerFactory(name="Mina"), today=day, now=NOW)
    db.session.commit()
    return check


def test_the_newest_of_file_and_note_holds(app, article):
    assert queries.check_of(article) == ArticleCheck(article, date(2026, 11, 23))
    look(article, date(2026, 11, 1), "Te vroeg")  # before the text was rewritten
    assert queries.check_of(article).checked == date(2026, 11, 23)
    look(article, TODAY)
    look(article, date(2027, 1, 1), "Later geschreven, eerder gekeken")
    held = queries.check_of(article)
    assert (held.checked, held.checked_by, held.note) == (TODAY, "Mina", "Artikelen nagelezen")
    assert held.due == date(2027, 6, 1)
    (listed,) = [check for check in queries.checks() if check.article.slug == SLUG]
    assert listed == held


def test_a_note_is_asked_and_has_an_end(app, article):
    for note, sentence in (("  ", "Say what you looked at"), ("x" * 501, "at most 500")):
        with pytest.raises(RuleViolation, match=sentence) as refused:
            services.mark_checked(article, note, by=ManagerFactory(), today=TODAY, now=NOW)
        assert refused.value.field == "note"
    assert look(article, TODAY, "x" * 500)


def test_pressed_twice_it_is_one_look(app, article):
    manager = ManagerFactory(name="Mina")
    assert look(article, TODAY, by=manager)
    assert look(article, TODAY, by=manager) is None
    assert look(article, TODAY, "Ook de bedragen", by=manager)
    assert db.session.scalar(select(func.count()).select_from(KnowledgeCheck)) == 2


def test_the_list_begins_with_what_was_due_first(app):
    days = [check.due for check in queries.checks()]
    assert days == sorted(days)
    assert len(days) == len(queries.articles())


def test_a_manager_who_left_leaves_the_look(app, article):
    manager = ManagerFactory(name="Mina")
    look(article, TODAY, by=manager)
    db.session.delete(manager)
    db.session.commit()
    held = queries.check_of(article)
    assert (held.checked, held.checked_by) == (TODAY, "")


def test_the_page_says_when_a_check_is_late(client, monkeypatch):
    assert 'class="alert alert--warning"' not in client.get(f"/kennis/{SLUG}").text
    monkeypatch.setattr("incubator.knowledge.views.clock.today", lambda: date(2027, 2, 24))
    late = client.get(f"/kennis/{SLUG}").text
    assert 'class="alert alert--warning"' in late
    assert "23 november 2026" in late


def test_a_manager_marks_a_text_and_finds_it_in_the_list(client, sign_in):
    sign_in(client, ManagerFactory(name="Mina"))
    page = html.document_fromstring(client.get("/kennis/beheer").text)
    assert len(page.xpath("//tbody/tr")) == len(queries.articles())
    assert client.get(f"/kennis/beheer/{SLUG}").status_code == 200
    refused = client.post(f"/kennis/beheer/{SLUG}", data={"note": ""})
    assert refused.status_code == 422
    answer = client.post(f"/kennis/beheer/{SLUG}", data={"note": "De artikelen <b>nagelezen</b>"})
    assert answer.headers["Location"] == "/kennis/beheer"
    listed = client.get("/kennis/beheer").text
    assert "Mina: De artikelen &lt;b&gt;nagelezen&lt;/b&gt;" in listed
    assert client.get("/kennis/beheer/onbekend").status_code == 404


def test_only_managers_see_the_way_to_the_list(client, sign_in):
    assert "/kennis/beheer" not in client.get("/kennis/").text
    sign_in(client, UserFactory())
    assert "/kennis/beheer" not in client.get("/kennis/").text
    assert client.get("/kennis/beheer").status_code == 403
    sign_in(client, ManagerFactory())
    assert "/kennis/beheer" in client.get("/kennis/").text
