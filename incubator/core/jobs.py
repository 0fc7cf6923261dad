"""What the core does by itself: send the mail, and forget what need not be kept."""

from incubator.core import bundling, clock, files, job_runs, limits, outbox
from incubator.core.db import SYSTEM, transaction
from incubator.core.delivery import carrier
from incubator.core.web import settings


class MailNotSent(Exception):
    """The mail server cannot be reached: the mails wait."""


def send_mail() -> str:
    """Send what waits in the outbox. Raises `MailNotSent` when the mail server cannot be reached."""
    with transaction(actor=SYSTEM):
        bundling.bundle_due(now=clock.now())
    done = outbox.deliver_due(carrier(settings()))
    if done.no_connection:
        raise MailNotSent(f"{done.no_connection} ({done})")
    return str(done)


def clean_up() -> str:
    """Forget old runs of jobs, mails that were sent long ago, files that nothing refers to, and tries that count no more."""
    now = clock.now()
    with transaction(actor=SYSTEM):
        runs, mails, unused = job_runs.forget_old(now=now), outbox.forget_old(now=now), files.sweep(now=now)
        limits.forget_old(now=now)
    return f"forgotten: {runs} runs, {mails} mails, {unused} files"
