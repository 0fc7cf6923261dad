"""Two founders at the same moment, on both databases: nothing that was answered is lost, and nobody is refused for nothing."""

import io
import re
from datetime import UTC, date, datetime

import docx
import pytest

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.values import FactSourceKind
from incubator.core import files
from incubator.core.db import db, transaction
from incubator.core.errors import Conflict
from incubator.statutes import queries, services
from incubator.statutes.values.prefilling import value_at
from tests.at_once import at_once
from tests.factories import SOME_MOMENT, CooperativeFactory, FactFactory, ParticipationFactory

both = pytest.mark.both_databases


@pytest.fixture
def group(app):
    return CooperativeFactory(name="De Bezem")


@pytest.fixture
def founder(group):
    return ParticipationFactory(cooperative=group).user


def saving(group, founder, question, values, revision=0):
    """An action for `at_once`: a founder answers a question that was opened at this revision."""
    group_id, founder_id = group.id, founder.id

    def action():
        author = db.session.get(User, founder_id)
        with transaction(actor=author):
            save = services.Save(question=question, values=values, revision=revision, author=author, now=SOME_MOMENT)
            services.save_answers(db.session.get(Cooperative, group_id), save)

    return action


@both
@pytest.mark.parametrize("drafted", [False, True])
def test_two_founders_save_two_pages_at_once_and_both_are_kept(app, database, group, founder, drafted):
    if drafted:
        saving(group, founder, "naam", {"name": "Coöperatief De Bezem U.A."})()
    revision = int(drafted)
    outcomes = at_once(
        app,
        saving(group, founder, "bedrijf", {"purpose.business": "schoonmaken"}, revision),
        saving(group, founder, "eisen", {"member_requirements": ["hier werken"]}, revision),
        saving(group, founder, "plichten", {"member_obligations.listed": ["inleg betalen"]}, revision),
    )
    assert outcomes == [None, None, None]
    draft = queries.draft(group)
    assert value_at(draft.answers, "purpose.business") == "schoonmaken"
    assert value_at(draft.answers, "member_requirements") == ["hier werken"]
    assert value_at(draft.answers, "member_obligations.listed") == ["inleg betalen"]
    assert {"bedrijf", "eisen", "plichten"} <= set(draft.answered)
    assert draft.revision == revision + 3


@both
def test_of_two_who_change_the_same_answer_at_once_the_second_is_refused(app, database, group, founder):
    outcomes = at_once(
        app,
        saving(group, founder, "naam", {"name": "Coöperatief De Bezem U.A."}),
        saving(group, founder, "naam", {"name": "Coöperatief De Borstel U.A."}),
    )
    refused = [outcome for outcome in outcomes if outcome is not None]
    assert len(refused) == 1
    assert isinstance(refused[0], Conflict)
    winner = ("Coöperatief De Bezem U.A.", "Coöperatief De Borstel U.A.")[outcomes.index(None)]
    assert value_at(queries.answers(group), "name") == winner


@both
def test_two_versions_at_once_get_two_numbers(app, database, group, founder):
    group_id, founder_id = group.id, founder.id

    def make():
        author = db.session.get(User, founder_id)
        with transaction(actor=author):
            group = db.session.get(Cooperative, group_id)
            return services.make_version(group, author=author, now=SOME_MOMENT, today=SOME_MOMENT.date()).number

    assert sorted(at_once(app, make, make)) == [1, 2]
    assert [version.number for version in queries.versions(group)] == [2, 1]


NAME = {"name": "Coöperatief De Bezem U.A."}
ADDRESS = {"address__street": "Voorstraat 12", "address__postcode": "3512 AM", "address__city": "Utrecht"}


def test_a_page_that_was_opened_before_another_page_was_saved_is_no_conflict(client, sign_in, group, founder):
    sign_in(client, founder)
    base = f"/cooperaties/{group.slug}/statuten/vragen"
    pages = {"naam": NAME, "bedrijf": {"purpose__business": "schoonmaken"}, "adres": ADDRESS}
    for name, fields in pages.items():
        assert client.post(f"{base}/{name}", data=fields | {"revision": "0"}).status_code == 302
    changed = {"name": "Coöperatief De Borstel U.A.", "revision": "1"}
    assert client.post(f"{base}/naam", data=changed).status_code == 302
    assert value_at(queries.answers(group), "name") == "Coöperatief De Borstel U.A."
    assert value_at(queries.answers(group), "purpose.business") == "schoonmaken"


def test_another_answer_on_the_same_page_stays_as_the_other_saved_it(client, sign_in, group, founder):
    sign_in(client, founder)
    page = f"/cooperaties/{group.slug}/statuten/vragen/adres"
    assert client.post(page, data=ADDRESS | {"revision": "0"}).status_code == 302
    moved = ADDRESS | {"address__city": "Amersfoort", "revision": "1"}
    assert client.post(page, data=moved).status_code == 302
    renamed = ADDRESS | {"address__street": "Achterstraat 3", "revision": "1"}
    assert client.post(page, data=renamed).status_code == 302
    assert value_at(queries.answers(group), "address") == {
        "street": "Achterstraat 3",
        "postcode": "3512 AM",
        "city": "Amersfoort",
    }


def test_who_is_second_sees_both_texts_keeps_what_was_typed_and_undoes_nothing_else(client, sign_in, group, founder):
    sign_in(client, founder)
    page = f"/cooperaties/{group.slug}/statuten/vragen/adres"
    assert client.post(page, data=ADDRESS | {"revision": "0"}).status_code == 302
    theirs = {"address__street": "Van Henstraat 1", "address__city": "Amersfoort"}
    assert client.post(page, data=ADDRESS | theirs | {"revision": "1"}).status_code == 302
    mine = ADDRESS | {"address__street": "Van Onsstraat 2", "revision": "1"}
    refused = client.post(page, data=mine)
    assert refused.status_code == 409
    assert "Van Henstraat 1" in refused.text
    assert 'value="Van Onsstraat 2"' in refused.text
    assert 'value="Amersfoort"' in refused.text  # nobody touched the town here, so theirs is in the field
    assert value_at(queries.answers(group), "address.street") == "Van Henstraat 1"
    revision = re.search(r'name="revision"[^>]*value="(\d+)"', refused.text).group(1)
    again = mine | {"address__city": "Amersfoort", "revision": revision}
    assert client.post(page, data=again).status_code == 302
    assert value_at(queries.answers(group), "address.street") == "Van Onsstraat 2"
    assert value_at(queries.answers(group), "address.city") == "Amersfoort"


@pytest.mark.parametrize("revision", ["", "x", "-1", "1e9", "٣", "999999999", "99999999"])
def test_a_revision_that_no_page_had_overwrites_nothing(client, sign_in, group, founder, revision):
    sign_in(client, founder)
    page = f"/cooperaties/{group.slug}/statuten/vragen/naam"
    assert client.post(page, data=NAME | {"revision": "0"}).status_code == 302
    answer = client.post(page, data={"name": "Coöperatief Anders U.A.", "revision": revision})
    assert answer.status_code == (302 if revision == "99999999" else 409)


@pytest.mark.parametrize(
    ("field", "typed"),
    [("notice_days", typed) for typed in ("1e9", "1_0", "١٤", "14,5", "veel", "-7", "9" * 40, "NaN", "Infinity")],
)
def test_what_is_no_whole_number_is_refused_and_stays_in_the_field(client, sign_in, group, founder, field, typed):
    sign_in(client, founder)
    data = {f"convening__{field}": typed}
    answer = client.post(f"/cooperaties/{group.slug}/statuten/vragen/oproep-termijn", data=data)
    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.text
    assert queries.draft(group) is None


def test_the_deed_dates_facts_as_the_calendar_in_the_netherlands_does(group):
    just_after_midnight = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)
    FactFactory(
        cooperative=group,
        key="identity.name",
        value="Coöperatief De Bezem U.A.",
        source_kind=FactSourceKind.ENTERED,
        recorded_at=just_after_midnight,
    )
    version = services.make_version(group, author=None, now=just_after_midnight, today=date(2026, 12, 1))
    document = docx.Document(io.BytesIO(files.content_of(version.file)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "zelf ingevuld, 1 december 2026" in cells
