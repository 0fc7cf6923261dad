"""Proxies to vote on paper, in Word: one for every member, my own, and a blank one."""

from collections.abc import Sequence

from flask import Response, abort
from flask.typing import ResponseReturnValue
from flask_login import current_user

from incubator.accounts.permissions import guarded
from incubator.core import clock, files, word
from incubator.meetings.documents.proxies import voting_proxies
from incubator.meetings.models import Meeting
from incubator.meetings.permissions import holding as permissions
from incubator.meetings.queries import proxy_forms
from incubator.meetings.queries import rounds as queries
from incubator.meetings.queries.electorate import day_of
from incubator.meetings.values.holding import FilledInProxy
from incubator.meetings.views.blueprint import pages
from incubator.meetings.views.hall import HERE
from incubator.statutes.queries.legal_person import legal_person


@pages.get(f"{HERE}/volmachten.docx")
@guarded(permissions.may_hand_out_proxies, load=queries.held)
def proxy_forms_of_all(meeting: Meeting) -> ResponseReturnValue:
    """A proxy for each member who may vote, on a page of its own."""
    return _download(meeting, proxy_forms.to_fill_in(meeting), f"Volmachten {meeting.title}")


@pages.get(f"{HERE}/volmacht-leeg.docx")
@guarded(permissions.may_attend, load=queries.held)
def blank_proxy_form(meeting: Meeting) -> ResponseReturnValue:
    """A proxy without names."""
    return _download(meeting, (), f"Volmacht leeg {meeting.title}")


@pages.get(f"{HERE}/mijn-volmacht.docx")
@guarded(permissions.may_attend, load=queries.held)
def own_proxy_form(meeting: Meeting) -> ResponseReturnValue:
    """My proxy, to sign."""
    member = queries.member_of(current_user, meeting)
    own = proxy_forms.to_fill_in(meeting, member) if member is not None else ()
    if not own:
        abort(404)
    return _download(meeting, own, f"Volmacht {meeting.title}")


def _download(meeting: Meeting, filled_in: Sequence[FilledInProxy], name: str) -> Response:
    """Only where somebody can vote for another: in a general meeting, unless the statutes exclude it."""
    terms = proxy_forms.terms_of_forms(meeting)
    if terms is None:
        abort(404)
    whose = legal_person(meeting.cooperative, day_of(meeting))
    document = voting_proxies(meeting, terms, filled_in, whose=whose, made_at=clock.now())
    return files.made(word.to_bytes(document), name, files.WORD)
