"""A cooperative with statutes in force and members of every kind, for tests of what comes before a meeting."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

from incubator.cooperatives.models import ParticipationRole
from incubator.cooperatives.values import Phase
from incubator.core.db import SYSTEM, db, transaction
from incubator.meetings.services import convening
from incubator.meetings.values import MeetingPurpose
from incubator.meetings.values.planning import MeetingPlan
from incubator.statutes import services as statutes
from tests.factories import CooperativeFactory, ParticipationFactory, UserFactory
from tests.register.factories import MemberEventFactory, MemberFactory
from tests.statutes.answers import answers

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)  # a Wednesday
TODAY = NOW.date()
EVENING = datetime(2026, 12, 17, 19, 0, tzinfo=UTC)  # Thursday 17 December, 20.00 in Amsterdam
FOUNDED = date(2026, 2, 2)


def member(group, number, name, **more):
    """A member since the deed."""
    made = MemberFactory(cooperative=group, number=number, name=name, **more)
    MemberEventFactory(member=made, on_date=FOUNDED, decided_on=FOUNDED)
    return made


def cooperative(slug="de-bezem", **changes):
    """A founded cooperative: two who take part and are members, one member on paper, one who did not agree to e-mail."""
    group = CooperativeFactory(name="De Bezem", slug=slug, phase=Phase.F6)
    fatima = ParticipationFactory(cooperative=group, user=UserFactory(name="Fatima")).user
    samir = ParticipationFactory(cooperative=group, user=UserFactory(name="Samir"), role=ParticipationRole.MEMBER).user
    with transaction(actor=SYSTEM):
        statutes.import_answers(group, answers(**changes), author=None, now=NOW)
        version = statutes.make_version(group, author=fatima, now=NOW, today=FOUNDED)
        statutes.record_signing(version, on=FOUNDED, notary="mr. B", filed_on=None, author=None, now=NOW)
    people = {
        "fatima": member(group, 1, "Fatima", email="fatima@example.org", email_consent=True, user_id=fatima.id),
        "samir": member(group, 2, "Samir", email="samir@example.org", email_consent=True, user_id=samir.id),
        "ans": member(group, 3, "Ans", address="Dorpsstraat 1\n1234 AB Utrecht"),
        "bo": member(group, 4, "Bo", email="bo@example.org", address="Laan 2\n1234 AB Utrecht"),
    }
    return SimpleNamespace(group=group, fatima=fatima, samir=samir, members=people)


def planned(house, **changes):
    """A meeting three weeks ahead, with everything filled in."""
    plan = {"title": "Vergadering van december", "begins_at": EVENING, "place": "De Spil", "convened_by": "bestuur"}
    with transaction(actor=SYSTEM):
        made = convening.plan(house.group, MeetingPlan(**plan | changes), by=house.fatima, now=NOW)
    db.session.refresh(made)
    return made


AMENDMENT = {"purpose": MeetingPurpose.AMENDMENT}
