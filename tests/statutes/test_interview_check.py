"""The interview checks while people answer, asks only what matters, and never takes an open question for a no."""

import pytest

from incubator.statutes import queries
from incubator.statutes.values import read
from incubator.statutes.values.prefilling import value_at
from tests.factories import CooperativeFactory, ParticipationFactory
from tests.statutes.answers import as_lines
from tests.statutes.test_statutes import PAGES


@pytest.fixture
def group(app):
    return CooperativeFactory(name="De Bezem")


@pytest.fixture
def answer(client, sign_in, group):
    """`answer("naam", name="x")`: save a page, its other fields filled in rightly, and say where that leads."""
    sign_in(client, ParticipationFactory(cooperative=group).user)

    def save(page, **changes):
        draft = queries.draft(group)
        data = PAGES[page] | {"revision": str(draft.revision if draft else 0)} | changes
        saved = client.post(f"/cooperaties/{group.slug}/statuten/vragen/{page}", data=data)
        assert saved.status_code == 302
        return saved.location.rsplit("/statuten/", 1)[1]

    return save


@pytest.fixture
def shown(client, group):
    return lambda page: client.get(f"/cooperaties/{group.slug}/statuten/vragen/{page}").text


@pytest.mark.parametrize(
    ("page", "changes", "sentence"),
    [
        ("naam", {"name": "De Bezem U.A."}, "coöperatief"),
        ("naam", {"name": "Coöperatief De Bezem B.A."}, "U.A."),
        ("vergadering", {"convening__notice_days": "5"}, "5 dagen"),
        ("bestuur", {"board__min": "5", "board__max": "3"}, "ten hoogste 3"),
    ],
)
def test_what_does_not_fit_the_law_is_seen_before_one_goes_on(answer, shown, page, changes, sentence):
    assert answer(page, **changes) == f"vragen/{page}"
    attention = shown(page).split("Kijk hier eerst naar")[1].split("</ul>")[0]
    assert sentence in attention
    assert answer(page, **changes) != f"vragen/{page}", "who has seen it can leave it"
    answer(page)
    assert sentence not in shown(page).partition("Kijk hier eerst naar")[2].partition("</ul>")[0]


def test_right_answers_lead_on_and_a_page_that_was_never_saved_warns_of_nothing(answer, shown):
    assert "Kijk hier eerst naar" not in shown("naam")
    assert answer("naam") == "vragen/doel"
    assert "Kijk hier eerst naar" not in shown("naam")


def test_the_amount_of_liability_is_asked_only_of_who_chooses_it(answer, shown, group):
    field = 'name="liability__max_per_member_cents"'
    assert field not in shown("naam")
    limited = {"name": "Coöperatief De Bezem B.A.", "liability__regime": "BA"}
    assert answer("naam", **limited) == "vragen/naam", "the amount is still to come"
    assert field in shown("naam")
    assert answer("naam", **limited, liability__max_per_member_cents="500") == "vragen/doel"
    assert value_at(queries.answers(group), "liability.max_per_member_cents") == 50000


def test_who_does_not_know_yet_gets_what_the_law_says_and_finds_the_question_back(answer, shown, client, group):
    question = "toch toelaten?"
    answer("leden", admission__alv_override="")
    assert value_at(queries.answers(group), "admission.alv_override") is None
    text = "\n".join(as_lines(read(queries.answers(group))))
    assert "alsnog tot toelating te besluiten" in text
    assert "staat geen beroep open" not in text
    index = f"/cooperaties/{group.slug}/statuten/"
    assert question in client.get(index).text
    answer("leden", admission__alv_override="n")
    assert value_at(queries.answers(group), "admission.alv_override") is False
    assert question not in client.get(index).text
