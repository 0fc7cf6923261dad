"""Chances, notices of the municipality and groups that agreed, for tests."""

from datetime import timedelta

from incubator.chances.services import chances as services
from incubator.chances.values import ChanceKind, ChanceTerms
from incubator.core import clock, quantities
from incubator.core.db import SYSTEM, db, transaction
from incubator.formats.values import NoticeKind
from incubator.neighbourhood.services import groups
from incubator.neighbourhood.values import Certainty, StatedGround
from incubator.watch import services as watch
from tests.factories import CooperativeFactory, ParticipationFactory, UserFactory
from tests.watch.factories import GREEN, publication, store


def ground(**more):
    terms = {"certainty": Certainty.ESTIMATE, "source": "", "said_by": "een buur", "said_on": clock.today()}
    return StatedGround(**(terms | more))


def terms(title="Naaiploeg", kind=ChanceKind.COMMUNITY, **more):
    return ChanceTerms(kind, title, "Acht vrouwen naaien samen.", more.pop("ground", ground()), **more)


def who_and_when(person):
    return {"by": person, "now": clock.now(), "today": clock.today()}


def chance(place, person, **more):
    """A chance that somebody of the neighbourhood wrote down."""
    with transaction(actor=SYSTEM):
        return services.write(place, terms(**more), **who_and_when(person))


def award(number=700, title="Groenonderhoud Zonnewijk", months=10, **more):
    """An award of the municipality of Utrecht, of a contract that ends so many months from today."""
    (notice,) = store(publication(number, title, typePublicatie="Gegunde opdracht", **({"kenmerk": number} | more)))
    notice.kind, notice.deadline, notice.last_deadline = NoticeKind.AWARD, None, None
    notice.status = notice.own_status = "awarded"
    notice.contract_end = quantities.months_later(clock.today(), months) + timedelta(days=1)
    db.session.commit()
    return notice


def call(number=800, title="Groenonderhoud Zonnewijk", **more):
    """A call of the municipality of Utrecht that is open."""
    return store(publication(number, title, **more))[0]


def group_in(place, by, name="De Hoveniers", offer=GREEN, *, agrees=True):
    """A group with a profile that was asked into the neighbourhood, and agreed or not."""
    with transaction(actor=SYSTEM):
        group = CooperativeFactory(name=name, municipality="GM0344")
        person = UserFactory()
        ParticipationFactory(user=person, cooperative=group)
        if offer:
            watch.say_offer(group, offer, author=person, now=clock.now(), approved=True)
            watch.begin(group, now=clock.now())
        asked = groups.ask(place, group.name, by=by, now=clock.now())
        if agrees:
            groups.answer(asked, agrees=True, is_public=False, by=person, now=clock.now())
    return group
