"""A page that was opened before somebody else changed the same thing: nothing is lost, and nothing that one did not see is overwritten."""

import json

import pytest
from lxml import html

from incubator.cooperatives import queries
from incubator.cooperatives.models import ParticipationRole
from incubator.cooperatives.values import Phase
from tests.factories import CooperativeFactory, FactFactory, ManagerFactory, ParticipationFactory, UserFactory


@pytest.fixture
def group(app):
    return CooperativeFactory(name="De Bezem", slug="de-bezem", neighbourhood="Zuid")


@pytest.fixture
def manager(client, sign_in):
    return sign_in(client, ManagerFactory())


def opened(client, path):
    """What a browser has in its form when the page is opened."""
    page = html.document_fromstring(client.get(path).text)
    form = next(candidate for candidate in page.iter("form") if candidate.xpath(".//input[@name='opened']"))
    return dict(form.form_values())


def test_what_only_another_changed_is_kept(manager, group):
    path = "/cooperaties/de-bezem/gegevens"
    mine, theirs = opened(manager, path), opened(manager, path)
    manager.post(path, data=theirs | {"neighbourhood": "Noord"})
    assert manager.post(path, data=mine | {"name": "De Borstel"}).status_code == 302
    assert (group.name, group.neighbourhood) == ("De Borstel", "Noord")


def test_the_same_answer_changed_twice_shows_both(manager, group):
    path = "/cooperaties/de-bezem/gegevens"
    mine, theirs = opened(manager, path), opened(manager, path)
    manager.post(path, data=theirs | {"name": "De Dweil"})
    refused = manager.post(path, data=mine | {"name": "De Borstel"})
    assert refused.status_code == 409
    assert "“De Dweil”" in refused.text
    assert 'value="De Borstel"' in refused.text
    assert group.name == "De Dweil"


def test_saving_again_after_a_conflict_is_a_choice(manager, group):
    path = "/cooperaties/de-bezem/gegevens"
    mine, theirs = opened(manager, path), opened(manager, path)
    manager.post(path, data=theirs | {"name": "De Dweil"})
    page = html.document_fromstring(manager.post(path, data=mine | {"name": "De Borstel"}).text)
    again = next(dict(form.form_values()) for form in page.iter("form") if form.xpath(".//input[@name='opened']"))
    assert manager.post(path, data=again).status_code == 302
    assert group.name == "De Borstel"


def test_two_who_fill_in_the_same_agree(manager, group):
    path = "/cooperaties/de-bezem/gegevens"
    mine, theirs = opened(manager, path), opened(manager, path)
    for sent in (mine, theirs):
        assert manager.post(path, data=sent | {"name": "De Dweil"}).status_code == 302
    assert group.name == "De Dweil"


def test_every_conflict_is_shown_and_what_was_emptied_too(manager, group):
    path = "/cooperaties/de-bezem/gegevens"
    mine, theirs = opened(manager, path), opened(manager, path)
    manager.post(path, data=theirs | {"name": "De Dweil", "neighbourhood": ""})
    refused = manager.post(path, data=mine | {"name": "De Borstel", "neighbourhood": "West"})
    assert refused.status_code == 409
    assert "“De Dweil”" in refused.text
    assert "heeft dit leeggemaakt" in refused.text


@pytest.mark.parametrize("memory", ["", "geen json", "[]", "[" * 5000, '{"name": 3}', json.dumps({"name": None})])
def test_a_form_without_a_memory_is_saved_as_it_is(manager, group, memory):
    data = {"name": "De Borstel", "municipality": "Utrecht", "neighbourhood": "", "opened": memory}
    assert manager.post("/cooperaties/de-bezem/gegevens", data=data).status_code == 302
    assert group.name == "De Borstel"


def test_a_phase_that_another_changed_is_named_in_words(manager, group):
    path = "/cooperaties/de-bezem/fase"
    mine, theirs = opened(manager, path), opened(manager, path)
    manager.post(path, data=theirs | {"phase": "F3", "reason": "Zij zijn al verder."})
    refused = manager.post(path, data=mine | {"phase": "F4", "reason": "Zij zijn al verder."})
    assert refused.status_code == 409
    assert "“Bedrijfsplan”" in refused.text
    assert group.phase is Phase.F3


def test_a_fact_that_another_changed_shows_both(manager, group):
    FactFactory(cooperative=group, key="people.roles", value="Fatima leidt.")
    path = "/cooperaties/de-bezem/dossier/taken"
    mine, theirs = opened(manager, path), opened(manager, path)
    manager.post(path, data=theirs | {"value": "Samir leidt."})
    refused = manager.post(path, data=mine | {"value": "Wij leiden samen."})
    assert refused.status_code == 409
    assert "Samir leidt." in refused.text
    assert "Wij leiden samen." in refused.text
    assert queries.holding_values(group) == {"people.roles": "Samir leidt."}


def test_a_role_that_another_changed_is_not_overwritten(manager, group):
    ParticipationFactory(cooperative=group)
    someone = ParticipationFactory(cooperative=group, user=UserFactory(), role=ParticipationRole.MEMBER)
    path = f"/cooperaties/de-bezem/deelnemers/{someone.id}"
    mine, theirs = opened(manager, path), opened(manager, path)
    manager.post(path, data=theirs | {"role": "observer"})
    assert manager.post(path, data=mine | {"role": "coordinator"}).status_code == 409
    assert someone.role is ParticipationRole.OBSERVER
