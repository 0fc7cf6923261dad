"""The timetable: every job that runs by itself, one line each."""

from datetime import timedelta

from incubator.accounts import jobs as accounts_jobs
from incubator.bids import jobs as bids_jobs
from incubator.challenges import jobs as challenges_jobs
from incubator.cohorts import jobs as cohorts_jobs
from incubator.core import clock, job_runs
from incubator.core import jobs as core_jobs
from incubator.core.db import SYSTEM, transaction
from incubator.core.i18n import mark as N_
from incubator.core.occasions import Occasion
from incubator.core.runner import Job
from incubator.currency import jobs as currency_jobs
from incubator.duties import jobs as duties_jobs
from incubator.home import jobs as home_jobs
from incubator.lending import jobs as lending_jobs
from incubator.meetings import jobs as meetings_jobs
from incubator.notices import jobs as notices_jobs
from incubator.register import jobs as register_jobs
from incubator.reviews import jobs as review_jobs
from incubator.solidarity import jobs as solidarity_jobs
from incubator.sources import jobs as sources_jobs
from incubator.statutes import jobs as statutes_jobs
from incubator.watch import jobs as watch_jobs
from incubator.watch import services as watch_services
from incubator.watch.services import webhooks


def fetch_then_match() -> str:
    """Read the sources that are due; when that brought something, have it matched at once instead of at the usual time."""
    done = sources_jobs.fetch_sources()
    if done.stored:
        with transaction(actor=SYSTEM):
            job_runs.make_due(watch_services.JOB, now=clock.now())
    return str(done)


TIMETABLE = (
    Job("send-mail", N_("Send mail"), core_jobs.send_mail, every=timedelta(minutes=1), occasion=Occasion.MAIL),
    Job("fetch-sources", N_("Read the sources of notices"), fetch_then_match, every=timedelta(minutes=1)),
    Job(
        watch_services.JOB,
        N_("Match new notices and tell who they suit"),
        watch_jobs.match_and_tell,
        every=timedelta(minutes=15),
        occasion=Occasion.NOTICES,
    ),
    Job("look-for-endings", N_("Match contracts that end"), watch_jobs.look_for_endings, cron="5 5 * * *"),
    Job(
        "look-at-searches",
        N_("Look what is new for saved searches, and mail it"),
        notices_jobs.look_and_tell,
        every=timedelta(minutes=30),
    ),
    Job(
        "forget-searches", N_("Forget searches that nobody confirmed"), notices_jobs.forget_searches, cron="35 3 * * *"
    ),
    Job("count-openings", N_("Count the public notices"), notices_jobs.count_openings, every=timedelta(minutes=5)),
    Job("index-again", N_("Make old search terms again"), notices_jobs.index_again, every=timedelta(hours=1)),
    Job(
        webhooks.JOB,
        N_("Send what was found to the systems of groups"),
        watch_jobs.send_webhooks,
        every=timedelta(minutes=1),
    ),
    Job(
        "move-bid-dates",
        N_("Move the deadlines of bids along with corrections"),
        bids_jobs.follow_corrections,
        every=timedelta(minutes=15),
    ),
    Job(
        "tell-shared-guides",
        N_("Tell coaches who guide two groups that bid against each other"),
        bids_jobs.tell_shared_guides,
        cron="25 6 * * *",
    ),
    Job("make-bid-pdfs", N_("Make PDFs of documents of bids"), bids_jobs.make_pdfs, every=timedelta(minutes=1)),
    Job(
        "follow-challenges",
        N_("Tell groups what was published about the tasks that they challenge"),
        challenges_jobs.follow_publications,
        every=timedelta(minutes=15),
    ),
    Job(
        "remind-of-challenges",
        N_("Remind groups of decisions on their challenges"),
        challenges_jobs.remind,
        cron="15 7 * * *",
    ),
    Job(
        "erase-signatures",
        N_("Erase signatures that need not be kept"),
        challenges_jobs.erase_signatures,
        cron="30 3 * * *",
    ),
    Job("clean-up", N_("Clean up what is old"), core_jobs.clean_up, cron="40 3 * * *"),
    Job("forget-invitations", N_("Forget old invitations"), accounts_jobs.forget_invitations, cron="50 3 * * *"),
    Job("forget-applications", N_("Remove old applications"), cohorts_jobs.forget_intakes, cron="45 3 * * *"),
    Job(
        "erase-founder-details",
        N_("Erase personal data for deeds that need not be kept"),
        statutes_jobs.erase_founder_details,
        cron="55 3 * * *",
    ),
    Job(
        "remind-of-meetings",
        N_("Remind of meetings, and of the last day to call the members"),
        meetings_jobs.remind_of_meetings,
        cron="35 7 * * *",
    ),
    Job(
        "note-convocations",
        N_("Note whether convocations by mail arrived"),
        meetings_jobs.note_fates,
        every=timedelta(minutes=10),
    ),
    Job("count-members", N_("Count the members of today"), register_jobs.count_members, cron="10 0 * * *"),
    Job(
        "keep-duties",
        N_("Keep the duties of cooperatives and remind of them"),
        duties_jobs.keep_duties,
        cron="25 6 * * *",
    ),
    Job(
        "keep-currencies",
        N_("Count votes about currencies and book demurrage"),
        currency_jobs.keep_currencies,
        cron="5 0 * * *",
    ),
    Job(
        "count-solidarity-votes",
        N_("Count votes of cooperatives about a solidarity fund"),
        solidarity_jobs.count_votes,
        cron="40 0 * * *",
    ),
    Job(
        "keep-loans",
        N_("Keep the instalments of loans in the agenda of groups"),
        lending_jobs.keep_loans,
        cron="20 0 * * *",
    ),
    Job("remind-founders", N_("Remind groups of their next step"), home_jobs.remind_founders, cron="20 7 * * *"),
    Job(
        "remind-of-sessions",
        N_("Remind who comes to a session tomorrow"),
        cohorts_jobs.remind_of_sessions,
        cron="30 7 * * *",
    ),
    Job("remind-coaches", N_("Remind coaches of work that waits"), review_jobs.remind_coaches, cron="10 7 * * 1-5"),
)
