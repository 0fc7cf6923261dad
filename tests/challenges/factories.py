"""Challenges for tests, made through the services."""

from incubator.challenges.services import challenging as services
from incubator.challenges.services import signing_up
from incubator.challenges.services.challenging import ChallengeTerms, StepTaken
from incubator.challenges.services.signing_up import PageText, WrittenSignature
from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from tests.factories import ParticipationFactory


def challenge(group=None, *, authority="Gemeente Amsterdam", title="Groen in de Zonnewijk", notice=None, **more):
    """A challenge in its first state, of a group with a coordinator."""
    if group is None:
        group = ParticipationFactory().cooperative
    with transaction(actor=SYSTEM):
        return services.begin(
            group,
            ChallengeTerms(title, authority, **more),
            by=None,
            now=clock.now(),
            today=clock.today(),
            notice=notice,
        )


def moved(asked, state, *, on=None, note="Zo ging het.", by=None):
    with transaction(actor=SYSTEM):
        step = StepTaken(state, on or clock.today(), note)
        services.move(asked, step, by=by, now=clock.now(), today=clock.today())
    return asked


def page_of(asked):
    with transaction(actor=SYSTEM):
        return signing_up.write_page(
            asked, PageText("Wij willen maaien.", "Wij zijn buren.", "Omdat."), now=clock.now()
        )


def signed(page, email="noor@example.org", *, name="Noor Haddad", confirmed=True, **more):
    with transaction(actor=SYSTEM):
        signing_up.sign(page, WrittenSignature(name, email, **more), language="nl", now=clock.now())
        signature = signing_up.queries.signature_of(page, email)
        if confirmed:
            signing_up.confirm(signature, now=clock.now())
    return signature
