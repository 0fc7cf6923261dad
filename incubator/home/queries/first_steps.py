"""The evidence of how far an incubator has been set up."""

from urllib.parse import urlsplit

from sqlalchemy import func, select

from incubator.accounts.models import Role, SecondFactor, User
from incubator.config import Settings
from incubator.cooperatives.models import Cooperative
from incubator.core import job_runs, outbox
from incubator.core.db import db
from incubator.core.outbox import MailState
from incubator.home.rules.first_steps import Evidence
from incubator.sources.models import Source

AT_HOME = frozenset({"localhost", "127.0.0.1", "::1"})  # the machine itself: nobody else can come there


def evidence(manager: User, chosen: Settings) -> Evidence:
    """What there is of an incubator, for this manager."""
    by_role = _people_by_role()
    return Evidence(
        has_own_name=chosen.origin.get("name") not in (None, "default"),
        has_own_address=urlsplit(chosen.base_url).hostname not in AT_HOME,
        has_mail_server=bool(chosen.mail_url),
        sent=outbox.mail_counts()[MailState.SENT],
        runs=len(job_runs.last_runs()),
        managers=by_role.get(Role.MANAGER, 0),
        coaches=by_role.get(Role.COACH, 0),
        read_sources=_sources_read(),
        groups=db.session.scalar(select(func.count()).select_from(Cooperative)) or 0,
        has_second_step=_second_step(manager, chosen),
    )


def _second_step(manager: User, chosen: Settings) -> bool | None:
    """Whether this manager gives a code when signing in; None where nobody does."""
    if chosen.second_factor == "off":
        return None
    return db.session.get(SecondFactor, manager.id) is not None


def _people_by_role() -> dict[Role, int]:
    """How many can sign in, by role."""
    statement = select(User.role, func.count()).where(User.is_active).group_by(User.role)
    return dict(db.session.execute(statement).all())


def _sources_read() -> int:
    """The sources that are read and gave an answer at least once."""
    statement = select(func.count()).select_from(Source).where(Source.active, Source.last_success_at.is_not(None))
    return db.session.scalar(statement) or 0
