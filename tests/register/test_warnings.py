"""What pages say of the law around a membership, and that they say nothing where there is nothing to say."""

from datetime import date

import pytest

from incubator.core.db import db
from incubator.register import services
from incubator.register.values import Decision, EntryKind, EventKind, Person
from tests.factories import SOME_MOMENT, ParticipationFactory
from tests.register.test_leaving import founded

BY = {"author": None, "now": SOME_MOMENT}
NOTICE = "vertrek?op=2026-05-01"


@pytest.fixture
def page(client, sign_in, app):
    """`page(group, path)`: the text of a page of the register, for who takes part."""

    def read(group, path):
        user = ParticipationFactory(cooperative=group).user
        db.session.commit()
        sign_in(client, user)
        answer = client.get(f"/cooperaties/{group.slug}/leden/{path}")
        assert answer.status_code == 200
        return answer.text

    return read


@pytest.mark.parametrize(("obligations", "remarked"), [(None, True), ({"listed": ["inleg betalen"]}, False)])
def test_m03_an_amount_without_a_duty_in_the_statutes_is_remarked(page, obligations, remarked):
    group, _member = founded(member_obligations=obligations)
    assert ("2:34a" in page(group, f"1/{NOTICE}")) is remarked


def test_m03_who_paid_everything_reads_no_remark(page):
    group, member = founded(member_obligations=None)
    services.enter_payment(member, EntryKind.CONTRIBUTION, 75_000, on=date(2026, 4, 2), **BY)
    assert "2:34a" not in page(group, f"1/{NOTICE}")


@pytest.mark.parametrize("path", [f"1/{NOTICE}", "1/opzeggen"])
def test_m09_what_the_statutes_except_stands_where_somebody_leaves(page, path):
    group, _member = founded(resignation={"notice": "", "exclusions_36_3": ["de hoogte van de inleg"]})
    assert "de hoogte van de inleg" in page(group, path)


def test_m09_silent_statutes_except_nothing(page):
    group, _member = founded()
    text = page(group, f"1/{NOTICE}")
    assert "2:36 lid 3" in text
    assert "de hoogte van de inleg" not in text


@pytest.mark.parametrize("inheritable", [True, False])
def test_m19_heirs_are_spoken_of_where_the_statutes_let_them_in(page, inheritable):
    group, member = founded(membership__inheritable=inheritable)
    assert ("2:35 BW" in page(group, "1/beeindigen")) is inheritable
    # The membership itself ends at death, whatever the statutes say about heirs.
    died = Decision("", date(2026, 5, 1), date(2026, 5, 1))
    assert services.end(member, EventKind.DEATH, died, **BY).on_date == date(2026, 5, 1)


def admitted(group, name):
    day = date(2026, 3, 1)
    return services.admit(group, Person(name), Decision("bestuur", day, day), **BY)


def test_m21_the_register_warns_before_and_after_the_last_member_left(page):
    group, fatima = founded()
    assert "alert--warning" in page(group, "?datum=2026-04-01")
    samir = admitted(group, "Samir")
    assert "2:19" not in page(group, "?datum=2026-04-01")
    for member, last_day in ((fatima, date(2026, 4, 30)), (samir, date(2026, 5, 31))):
        services.end(member, EventKind.DEATH, Decision("", last_day, last_day), **BY)
    assert "2:19" not in page(group, "?datum=2026-04-30")  # on the last day Fatima is a member still
    assert "alert--warning" in page(group, "?datum=2026-05-01")
    assert "alert--warning" in page(group, "?datum=2026-05-31")
    assert "alert--error" in page(group, "?datum=2026-06-01")
