"""What jobs came to, as the manager reads it."""

import pytest

from incubator.core.i18n import language
from incubator.core.runner import run_now
from incubator.home import messages
from incubator.scheduler import TIMETABLE


@pytest.mark.parametrize("job", TIMETABLE, ids=lambda job: job.name)
def test_the_result_of_every_job_is_read_in_dutch(app, job):
    """A job says in English counts what it did; a count that has no Dutch words would be shown as it is."""
    summary = run_now(job.name)
    with app.test_request_context():
        assert language() == "nl"
        assert messages.result(summary) != summary


@pytest.mark.parametrize(
    ("summary", "read"),
    [
        ("2 sent, 0 to be tried again, 1 given up", "2 mails verstuurd, 1 mail opgegeven"),
        ("0 reminders", "er was niets te doen"),
        ("1 reminders", "1 herinnering"),
        ("something else", "something else"),
    ],
)
def test_counts_are_words_without_the_zeros(app, summary, read):
    with app.test_request_context():
        assert messages.result(summary) == read
