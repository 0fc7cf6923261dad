"""What accounts do by themselves, and what the doctor looks at."""

from collections.abc import Iterator

from flask_babel import gettext as _

from incubator.accounts.services import corrections, invitations
from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.core.health import Condition, HealthFinding
from incubator.core.http import FetchError
from incubator.core.i18n import explain
from incubator.core.openid import provider_of
from incubator.core.web import settings


def forget_invitations() -> str:
    """Forget invitations of long ago and addresses that nobody confirmed."""
    with transaction(actor=SYSTEM):
        gone = invitations.forget_old(now=clock.now())
        corrections.forget_old(now=clock.now())
    return f"{gone} invitations forgotten"


def check_provider() -> Iterator[HealthFinding]:
    """Whether the provider with which staff signs in answers; nothing when there is none."""
    chosen = settings()
    if not chosen.oidc_issuer:
        return
    try:
        provider_of(chosen).discover()
    except FetchError as problem:
        sentence = _(
            "Coaches and managers cannot sign in at %(issuer)s: %(problem)s",
            issuer=chosen.oidc_issuer,
            problem=explain(problem),
        )
        yield HealthFinding(
            "sign-in", Condition.BROKEN, sentence, _("Check INCUBATOR_OIDC_ISSUER, and whether that service runs.")
        )
    else:
        sentence = _(
            "The service with which coaches and managers sign in answers: %(issuer)s.", issuer=chosen.oidc_issuer
        )
        yield HealthFinding("sign-in", Condition.GOOD, sentence)
