"""What notices do by themselves: look for new answers to saved searches and mail them, keep figures, make old terms again."""

from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.mail import in_language
from incubator.notices import forms
from incubator.notices.models import SavedSearch
from incubator.notices.queries import saved as queries
from incubator.notices.queries.requests import Request
from incubator.notices.services import openings, rereading, saved

MOST_PORTIONS = 20  # of old terms in one run: other jobs wait


def look_and_tell() -> str:
    """Look which saved searches have new answers, each in a transaction of its own; then mail those whose moment it is."""
    number = 0
    for search_id in queries.confirmed_numbers():
        with transaction(actor=SYSTEM):
            number += _look(search_id)
    with transaction(actor=SYSTEM):
        mails = saved.mail_due(now=clock.now())
    return f"{number} new answers, {mails} mails"


def _look(search_id: int) -> int:
    search = db.session.get(SavedSearch, search_id)
    if search is None:  # removed a moment ago
        return 0
    with in_language(search.language):
        request = _request(search)
    return saved.look(search, request, now=clock.now())


def _request(search: SavedSearch) -> Request:
    question = search.question
    return forms.request_of(question, question.get("soort", []), question.get("status", []))


def count_openings() -> str:
    """Count for the page as it opens what a visitor would have to wait for."""
    with transaction(actor=SYSTEM):
        total = openings.count_openings(now=clock.now())
    return f"{total} notices counted"


def forget_searches() -> str:
    """Forget addresses that nobody confirmed within a week, and answers of long ago."""
    with transaction(actor=SYSTEM):
        gone = saved.forget_old(now=clock.now())
    return f"{gone} searches forgotten"


def index_again() -> str:
    """Make the search terms again that an older version made."""
    total = 0
    for _portion in range(MOST_PORTIONS):
        with transaction(actor=SYSTEM):
            number = rereading.index_again()
        total += number
        if not number:
            break
    return f"{total} notices indexed again"
