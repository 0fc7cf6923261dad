"""Every form of a challenge, filled in as nobody should: an answer in words each time, never a broken page."""

import pytest

from incubator.challenges.services import gathering
from incubator.challenges.services.gathering import WrittenQuestion
from incubator.challenges.values.challenging import ChallengeState
from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from tests.challenges.factories import challenge, moved, page_of
from tests.factories import CoachAssignmentFactory, CoachFactory, ParticipationFactory
from tests.test_hostile_input import HOSTILE, OTHERWISE

# PostgreSQL meets what it takes otherwise.
CASES = [("sqlite", kind) for kind in HOSTILE] + [
    pytest.param("postgresql", kind, marks=pytest.mark.postgresql) for kind in HOSTILE if kind in OTHERWISE
]
FIELDS = (
    "title authority task variant provider contract_end contact seen state on note decision reasons formal result budget term reporting "
    "revocation evaluation label quantity unit price_cents by_hour_price explanation wage holiday premiums pension absence indirect "
    "materials on_date number text who items own_words sent_on is_extended answered_on answer cost_now_cents what why is_open summary "
    "costs support value cost capability continuity route partners risks opened"
).split()
FORMS = (
    "gegevens stap stap-terug regels/now regels/quality uurprijs steun-erbij/paper steun-erbij/talk informatie informatie/antwoord plan "
    "besluit afspraken steun gezien documenten/plan.docx"
).split()
UNDERSTOOD = {200, 302, 409, 422}


@pytest.mark.parametrize(("database", "kind"), CASES, indirect=["database"])
def test_no_form_of_a_challenge_breaks(app, client, sign_in, kind):
    member = ParticipationFactory()
    asked = moved(moved(challenge(member.cooperative), ChallengeState.SUBMITTED), ChallengeState.REFUSED)
    page = page_of(asked)
    with transaction(actor=SYSTEM):
        gathering.ask(asked, WrittenQuestion(("costs",), "", clock.today(), False), today=clock.today())
    path = f"/cooperaties/{asked.cooperative.slug}/uitdagingen"
    sent = dict.fromkeys(FIELDS, HOSTILE[kind].encode("utf-8", "surrogatepass"))
    sign_in(client, member.user)
    for form in FORMS:
        answer = client.post(f"{path}/{asked.id}/{form}", data=sent)
        assert answer.status_code in UNDERSTOOD, form
        assert client.get(f"{path}/{asked.id}").status_code == 200, form
    assert client.post(f"{path}/nieuw", data=sent).status_code in UNDERSTOOD
    assert client.get(f"{path}/nieuw", query_string={"notice": sent["title"][:50]}).status_code in {200, 404}
    assert (
        client.post(f"/steun/{page.token}", data=sent | {"name": sent["who"], "email": sent["who"]}).status_code == 422
    )
    coach = CoachAssignmentFactory(user=CoachFactory(), cooperative=asked.cooperative).user
    sign_in(client, coach)
    assert client.post(f"{path}/{asked.id}/beoordeling", data=sent).status_code in UNDERSTOOD
