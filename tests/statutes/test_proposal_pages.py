"""The pages of the model texts: reading them, proposing, deciding, and what nobody gets past them."""

import json
import re
import tomllib

import pytest

from incubator.accounts.services import deactivate
from incubator.core import outbox
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.word import plain
from incubator.statutes import services as statutes
from incubator.statutes.commands import group as commands
from incubator.statutes.documents import DraftDetails, deed
from incubator.statutes.documents.condition_words import condition_words, when_in_words
from incubator.statutes.documents.library import library
from incubator.statutes.documents.library_use import pieces
from incubator.statutes.documents.linting.proposals import clause_in
from incubator.statutes.models import ClauseProposal
from incubator.statutes.queries.amending import statutes_of_draft
from incubator.statutes.queries.wording import accepted_changes
from incubator.statutes.rules.conditions import CONDITIONS
from incubator.statutes.services.proposals import accept, decline, withdraw
from incubator.statutes.values.proposals import ClauseProposalState
from tests.at_once import at_once
from tests.factories import SOME_MOMENT, CoachFactory, CooperativeFactory, ManagerFactory, UserFactory
from tests.statutes.answers import answers
from tests.statutes.test_proposals import NEW, OLD, PATH, accepted, proposed
from tests.world import CLAUSE

PROPOSE = f"{PATH}/bepalingen/{CLAUSE}/voorstel"


@pytest.fixture
def coach(app):
    return CoachFactory(name="Coach", email="coach@example.org")


@pytest.fixture
def manager(app):
    return ManagerFactory(name="Beheerder", email="beheer@example.org")


def mails():
    rows = db.session.scalars(db.select(outbox.OutgoingMail).order_by(outbox.OutgoingMail.id))
    return [mail.recipient for mail in rows]


def typed(**changes):
    """What a coach sends who changes the text alone."""
    now = clause_in(accepted_changes(), CLAUSE).text
    sent = {"text": NEW, "plain": now.plain, "plain_en": now.plain_en, "reason": "Korter.", "law": "artikel 2:37 BW"}
    return {**sent, "looked_at": now.digest, **changes}


def stored():
    return db.session.scalars(db.select(ClauseProposal).order_by(ClauseProposal.id)).all()


# Reading.


def test_every_condition_has_words_in_both_languages():
    assert condition_words().keys() == CONDITIONS.keys()
    assert all(words["nl"] and words["en"] and words["nl"] != words["en"] for words in condition_words().values())
    assert when_in_words("", "nl") == []
    assert when_in_words("rvc !ledenraad|term", "nl") == [
        "als er een raad van commissarissen is",
        "tenzij er een ledenraad is of als bestuurders een termijn hebben",
    ]
    assert when_in_words("!rvc", "en") == ["unless there is a supervisory board"]


def test_no_page_shows_a_condition_by_its_name(client, sign_in, coach):
    sign_in(client, coach)
    page = client.get(f"{PATH}/").text
    names = {name for name in CONDITIONS if "_" in name}
    assert len(names) > 40
    assert not [name for name in names if re.search(rf"\b{name}\b", page)]
    assert page.count("bepalingen/") == sum(len(article["clause"]) for article in library())


def test_the_library_is_searched_by_title_law_and_text(client, sign_in, coach):
    sign_in(client, coach)
    for words, there, not_there in (
        ("ledenraad", 'id="ledenraad"', 'id="naam-en-zetel"'),
        ("schriftelijk te melden", 'id="bestuur"', 'id="doel"'),
        ("2:42", 'id="statutenwijziging"', 'id="doel"'),
    ):
        page = client.get(f"{PATH}/?zoek={words}").text
        assert there in page, words
        assert not_there not in page, words
    for words in ("zeppelin", "chapter", "set_by_meeting"):
        assert "/bepalingen/" not in client.get(f"{PATH}/?zoek={words}").text, words


def test_what_is_filled_in_is_shown_with_an_example_and_the_rest_is_text():
    runs = [(piece.text, piece.slot) for piece in pieces("Zie {ref:doel}, {{ x }} en {name}.")]
    assert runs[:2] == [("Zie ", ""), ("artikel “Doel”", "{ref:doel}")]
    assert (", {{ x }} en ", "") in runs
    assert runs[-2][1] == "{name}"
    assert "U.A." in runs[-2][0]


# Proposing.


def test_a_coach_proposes_and_the_managers_hear_of_it(client, sign_in, coach, manager):
    sign_in(client, coach)
    answer = client.post(PROPOSE, data=typed(on_behalf_of="mr. De Wit"))
    assert answer.location == f"{PATH}/voorstellen/1"
    (made,) = stored()
    assert (made.base_text, made.text, made.on_behalf_of, made.state) == (OLD, NEW, "mr. De Wit", "proposed")
    assert mails() == ["beheer@example.org"]
    page = client.get(f"{PATH}/voorstellen/1").text
    assert "<del>" in page
    assert "mr. De Wit" in page
    assert f"{PATH}/voorstellen/1/besluit" not in page
    client.post(PROPOSE, data=typed(on_behalf_of="mr. De Wit"))
    assert len(stored()) == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": "Aftreden kan bij {hobby}."}, "text"),
        ({"text": "Aftreden kan volgens {ref:nergens}."}, "text"),
        ({"text": "{% config %}"}, "text"),
        ({"text": "%s {0.__class__}"}, "text"),
        ({"text": OLD}, "text"),
        ({"text": " \n "}, "text"),
        ({"text": "a" * 5001}, "text"),
        ({"plain_en": ""}, "plain_en"),
        ({"plain": "Zelfde.", "plain_en": "Zelfde."}, "plain_en"),
        ({"reason": ""}, "reason"),
        ({"law": ""}, "law"),
    ],
)
def test_what_cannot_stand_in_a_deed_is_refused_at_its_field(client, sign_in, coach, changes, field):
    sign_in(client, coach)
    answer = client.post(PROPOSE, data=typed(**changes))
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert stored() == []


def test_every_error_is_shown_at_once(client, sign_in, coach):
    sign_in(client, coach)
    page = client.post(PROPOSE, data=typed(text="Bij {hobby} of {sport}.", plain="Zelfde.", plain_en="Zelfde.")).text
    assert "hobby" in page.partition('id="text-error"')[2]
    assert "sport" in page.partition('id="text-error"')[2]


def test_a_proposal_upon_a_text_that_changed_meanwhile_is_shown_the_new_text(client, sign_in, coach, manager):
    sent = typed()
    accepted(coach, manager, text="Aftreden kan per brief.")
    sign_in(client, coach)
    answer = client.post(PROPOSE, data=sent)
    assert answer.status_code == 409
    assert "Aftreden kan per brief." in answer.text
    assert NEW in answer.text
    again = re.search(r'name="looked_at"[^>]*value="(\w+)"', answer.text)[1]
    assert client.post(PROPOSE, data={**sent, "looked_at": again}).status_code == 302


HOSTILE = "<script>alert(1)</script> %s % d $(7*7) &amp; \\n REF _Ref_doel \\h"


def test_hostile_text_is_text_everywhere(client, sign_in, coach, manager):
    sign_in(client, coach)
    assert (
        client.post(PROPOSE, data=typed(text=HOSTILE, reason=HOSTILE, law=HOSTILE, on_behalf_of=HOSTILE)).status_code
        == 302
    )
    (made,) = stored()
    with transaction(actor=SYSTEM):
        group = CooperativeFactory(slug="bezem", name="De Bezem")
        statutes.import_answers(group, answers(), author=None, now=SOME_MOMENT)
    assert "<script>alert" not in client.get(f"{PATH}/voorstellen/1").text
    with transaction(actor=SYSTEM):
        accept(made, HOSTILE, by=manager, now=SOME_MOMENT)
    for path in (f"{PATH}/", f"{PATH}/bepalingen/{CLAUSE}", f"{PATH}/voorstellen/1", PROPOSE):
        assert "<script>alert" not in client.get(path).text
    written = plain(deed(statutes_of_draft(group), (), DraftDetails(SOME_MOMENT, "", "")))
    assert HOSTILE in written
    with transaction(actor=SYSTEM):
        statutes.make_version(group, author=None, now=SOME_MOMENT, today=SOME_MOMENT.date())


# Deciding.


def test_the_manager_sees_what_is_proposed_and_whose_drafts_change(client, sign_in, coach, manager):
    with transaction(actor=SYSTEM):
        for slug in ("bezem", "emmer"):
            group = CooperativeFactory(slug=slug)
            statutes.import_answers(group, answers(), author=None, now=SOME_MOMENT)
    proposed(coach, "Een bestuurder treedt af met een brief aan het Bestuur.")
    sign_in(client, manager)
    page = client.get(f"{PATH}/voorstellen/1").text
    assert f"{PATH}/voorstellen/1/besluit" in page
    assert re.search(r"\b2 (groups|groepen)\b", page)
    assert "“Bestuur”" in page
    assert (
        client.post(f"{PATH}/voorstellen/1/besluit", data={"decision": "accept", "remark": "Helder."}).status_code
        == 302
    )
    (made,) = stored()
    assert (made.state, made.remark, made.decided_by_id, made.library_version) == ("accepted", "Helder.", manager.id, 1)
    assert mails()[-1] == "coach@example.org"
    assert "Helder." in client.get(f"{PATH}/voorstellen/1").text


def test_declining_asks_for_a_reason_and_changes_no_text(client, sign_in, coach, manager):
    proposed(coach)
    sign_in(client, manager)
    answer = client.post(f"{PATH}/voorstellen/1/besluit", data={"decision": "decline"})
    assert answer.status_code == 422
    assert 'id="remark-error"' in answer.text
    assert client.post(f"{PATH}/voorstellen/1/besluit", data={}).status_code == 422
    client.post(f"{PATH}/voorstellen/1/besluit", data={"decision": "decline", "remark": "De wet vraagt het zo."})
    assert stored()[0].state is ClauseProposalState.DECLINED
    assert accepted_changes() == ()
    assert mails() == ["beheer@example.org", "coach@example.org"]


def test_a_manager_decides_on_a_proposal_of_their_own_only_without_another_manager(client, sign_in, manager):
    proposed(manager)
    other = ManagerFactory(name="Tweede")
    sign_in(client, manager)
    assert f"{PATH}/voorstellen/1/besluit" not in client.get(f"{PATH}/voorstellen/1").text
    answer = client.post(f"{PATH}/voorstellen/1/besluit", data={"decision": "accept"})
    assert (answer.status_code, stored()[0].state) == (422, ClauseProposalState.PROPOSED)
    with transaction(actor=SYSTEM):
        deactivate(other, now=SOME_MOMENT)
    assert f"{PATH}/voorstellen/1/besluit" in client.get(f"{PATH}/voorstellen/1").text
    assert client.post(f"{PATH}/voorstellen/1/besluit", data={"decision": "accept"}).status_code == 302
    assert stored()[0].state is ClauseProposalState.ACCEPTED


def test_who_proposed_takes_it_back_until_it_was_decided_on(client, sign_in, coach, manager):
    made = proposed(coach)
    sign_in(client, coach)
    assert client.post(f"{PATH}/voorstellen/1/intrekken").status_code == 302
    assert made.state is ClauseProposalState.WITHDRAWN
    for verb in (accept, decline):
        with pytest.raises(Conflict, match="decided on or withdrawn"), transaction(actor=SYSTEM):
            verb(made, "Nee.", by=manager, now=SOME_MOMENT)
    with pytest.raises(Conflict, match="decided on or withdrawn"), transaction(actor=SYSTEM):
        withdraw(made, now=SOME_MOMENT)


def test_who_left_is_told_nothing(coach, manager):
    made = proposed(coach)
    with transaction(actor=SYSTEM):
        deactivate(coach, now=SOME_MOMENT)
        accept(made, "", by=manager, now=SOME_MOMENT)
    assert mails() == ["beheer@example.org"]


def test_of_two_proposals_for_a_clause_only_one_can_be_accepted(client, sign_in, coach, manager):
    first, second = proposed(coach), proposed(coach, "Aftreden kan per brief.")
    with transaction(actor=SYSTEM):
        accept(second, "", by=manager, now=SOME_MOMENT)
    with pytest.raises(RuleViolation, match="no longer reads"), transaction(actor=SYSTEM):
        accept(first, "", by=manager, now=SOME_MOMENT)
    sign_in(client, manager)
    assert "alert--warning" in client.get(f"{PATH}/voorstellen/{first.id}").text


@pytest.mark.both_databases
def test_of_two_managers_who_accept_at_once_the_second_is_refused(app, database, coach, manager):
    ids = [proposed(coach).id, proposed(coach, "Aftreden kan per brief.").id]

    def accepting(proposal_id):
        def action():
            with transaction(actor=SYSTEM):
                accept(db.session.get(ClauseProposal, proposal_id), "", by=manager, now=SOME_MOMENT)

        return action

    outcomes = at_once(app, *map(accepting, ids))
    refused = [outcome for outcome in outcomes if outcome is not None]
    assert len(refused) == 1
    assert isinstance(refused[0], RuleViolation)
    db.session.expire_all()
    assert [change.number for change in accepted_changes()] == [1]


def test_founders_and_observers_see_nothing_of_it(client, sign_in, coach):
    proposed(coach)
    sign_in(client, UserFactory())
    for path in (f"{PATH}/", f"{PATH}/bepalingen/{CLAUSE}", PROPOSE, f"{PATH}/voorstellen/1"):
        assert client.get(path).status_code == 403
    assert PATH not in client.get("/cooperaties/").text


def test_a_coach_finds_the_model_texts_below_the_groups(client, sign_in, coach, manager):
    CooperativeFactory()
    sign_in(client, manager)
    assert f"{PATH}/" in client.get("/cooperaties/").text
    assert f"{PATH}/" in client.get("/beheer").text


# For who keeps the files.


def test_what_was_accepted_is_printed_for_the_files(app, coach, manager):
    accepted(coach, manager)
    accepted(coach, manager, text='Aftreden kan per "brief".')
    accepted(coach, manager, clause="einde-manieren", text="Het eindigt:\ndoor opzegging;\ndoor ontzetting.")
    runner = app.test_cli_runner()
    (resigning, ending) = tomllib.loads(runner.invoke(commands, ["library"]).stdout)["clause"]
    assert (resigning["id"], resigning["text"]) == (CLAUSE, 'Aftreden kan per "brief".')
    assert ending["letters"] == ["door opzegging;", "door ontzetting."]
    answer = json.loads(runner.invoke(commands, ["library", "--json"]).stdout)
    assert (answer["version"], answer["unfitting"], len(answer["clauses"])) == (3, [], 2)
    assert answer["clauses"][0]["reasons"] == ["Korter.", "Korter."]
