"""For the manager: what runs by itself, and what was mailed."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.models import User
from incubator.accounts.permissions import guarded, is_manager
from incubator.core import clock, job_runs, outbox
from incubator.core.forms import ConfirmationForm
from incubator.core.i18n import mark as N_
from incubator.core.job_runs import RunState
from incubator.core.outbox import MailState, OutgoingMail
from incubator.core.runner import timetable
from incubator.core.web import carry_out_or_flash, page_asked
from incubator.home import messages
from incubator.home.views.blueprint import pages

MAIL_STATES = {
    MailState.QUEUED: N_("waiting"),
    MailState.SENDING: N_("being sent"),
    MailState.FAILED: N_("tried again later"),
    MailState.SENT: N_("sent"),
    MailState.DEAD: N_("given up"),
}
RUN_STATES = {
    RunState.RUNNING: N_("at work"),
    RunState.SUCCEEDED: N_("succeeded"),
    RunState.FAILED: N_("failed"),
    RunState.ABANDONED: N_("broken off"),
}


@pages.get("/beheer/taken")
@guarded(is_manager)
def jobs() -> ResponseReturnValue:
    """Every job, its last run and its next, and what failed lately."""
    return render_template(
        "home/jobs.html",
        timetable=timetable(),
        last=job_runs.last_runs(),
        leases=job_runs.leases(),
        failures=job_runs.runs(state=RunState.FAILED, limit=20),
        states=RUN_STATES,
        result=messages.result,
        now=clock.now(),
        form=ConfirmationForm(),
    )


@pages.post("/beheer/taken/<name>/nu")
@guarded(is_manager)
def run_job(name: str) -> ResponseReturnValue:
    """Make a job due at once; the timetable runs it, not this request."""
    titles = {job.name: job.title for job in timetable()}
    if name not in titles:
        abort(404)
    done = carry_out_or_flash(lambda: job_runs.make_due(name, now=clock.now()))
    if done is not None and not done.value:
        abort(404)  # in the timetable, and not yet known to the database: nothing to make due
    if done is not None:
        flash(_("%(job)s will run within a few seconds.", job=_(titles[name])))
    return redirect(url_for("home.jobs"))


@pages.get("/beheer/mail")
@guarded(is_manager)
def mail() -> ResponseReturnValue:
    """What was mailed and what could not be; without the text, which is the reader's."""
    chosen = request.args.get("staat", "")
    state = {state.value: state for state in MailState}.get(chosen)
    counts = outbox.mail_counts()
    total = sum(counts.values()) if state is None else counts[state]
    pages = max(1, -(-total // outbox.PAGE))
    page = min(page_asked(), pages)
    return render_template(
        "home/mail.html",
        mails=outbox.mails(state, page=page),
        counts=counts,
        page=page,
        pages=pages,
        chosen=state,
        states=MAIL_STATES,
        form=ConfirmationForm(),
    )


def _mail(_viewer: User, mail_id: int) -> OutgoingMail | None:
    return outbox.mail_by_id(mail_id)


@pages.post("/beheer/mail/<int:mail_id>/opnieuw")
@guarded(is_manager, load=_mail)
def try_mail_again(mail: OutgoingMail) -> ResponseReturnValue:
    """A mail that was given up gets a new series of attempts."""
    if carry_out_or_flash(lambda: outbox.try_again(mail, now=clock.now())):
        flash(_("The mail will be tried again within a minute."))
    return redirect(url_for("home.mail"))


@pages.get("/beheer")
@guarded(is_manager)
def manage() -> ResponseReturnValue:
    """The way to everything that the manager looks after."""
    return render_template("home/manage.html")
