"""The pages of a meeting ask the database as often for twelve members as for three."""

import pytest

from incubator.meetings.values.holding import VotingWay
from tests.meetings.assembly import assembly, closed, opened, vote

HERE = "/cooperaties/{slug}/vergaderingen/1"


@pytest.mark.parametrize("page", ["zaal", "stemmingen/1", "stemmen", "volmachten", "notulen"])
def test_the_number_of_queries_does_not_grow_with_the_members(client, sign_in, count_queries, page):
    counts = []
    for count, slug in ((3, "klein"), (12, "groot")):
        here = assembly(count, slug=slug)
        voted_on = opened(here, VotingWay.NAMED)
        for person in here.people:
            vote(voted_on, person, "for")
        if page == "notulen":
            closed(here, voted_on)
        sign_in(client, here.chair)
        path = f"{HERE.format(slug=slug)}/{page}"
        client.get(path)
        count_queries()
        assert client.get(path).status_code == 200
        counts.append(count_queries())
    assert counts[0] == counts[1]
