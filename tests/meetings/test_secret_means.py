"""How a secret vote is written down: on paper, in the app, or both. Only paper is in writing."""

import pytest

from incubator.core.db import SYSTEM, transaction
from incubator.meetings.documents.votes import way_in_dutch
from incubator.meetings.queries import rounds as queries
from incubator.meetings.queries.minutes import minuted_vote
from incubator.meetings.rules.ballots import means_of
from incubator.meetings.services import voting
from incubator.meetings.values.holding import SecretMeans, VotingWay
from tests.meetings.assembly import assembly, entry_of, opened, vote


@pytest.mark.parametrize(
    ("on_paper", "means"), [({True}, SecretMeans.PAPER), ({False}, SecretMeans.APP), ({True, False}, SecretMeans.BOTH)]
)
def test_the_means_follow_from_who_took_a_paper(on_paper, means):
    assert means_of(on_paper) is means


@pytest.mark.parametrize(
    ("papers", "phones", "words"),
    [
        (2, 0, "schriftelijk en geheim, op stembiljetten"),
        (0, 2, "geheim, elektronisch in de app"),
        (1, 1, "geheim, deels op stembiljetten en deels elektronisch in de app"),
        (0, 0, "geheim"),
    ],
)
def test_minutes_say_on_what_a_secret_vote_was_cast(app, papers, phones, words):
    here = assembly(4)
    voted_on = opened(here)
    with transaction(actor=SYSTEM):
        for person in here.people[:papers]:
            voting.hand_out(entry_of(voted_on, person))
    for person in here.people[papers : papers + phones]:
        vote(voted_on, person, "for")
    means = queries.secret_means(of_meeting=here.meeting.id)
    assert means == queries.secret_means(of_round=voted_on.id)
    assert way_in_dutch(minuted_vote(voted_on, means.get(voted_on.id))) == words


def test_a_vote_that_is_not_secret_has_no_such_words(app):
    here = assembly(3)
    voted_on = opened(here, VotingWay.NAMED)
    vote(voted_on, here.people[0], "for")
    assert queries.secret_means(of_meeting=here.meeting.id) == {}
    assert way_in_dutch(minuted_vote(voted_on, None)) == "op naam"
