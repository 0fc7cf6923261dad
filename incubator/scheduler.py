"""The timetable: every job that runs by itself, one line each."""

from datetime import timedelta

from incubator.core import jobs as core_jobs
from incubator.core.runner import Job

TIMETABLE = (
    Job("send-mail", core_jobs.send_mail, every=timedelta(minutes=1)),
    Job("clean-up", core_jobs.clean_up, cron="40 3 * * *"),
)
