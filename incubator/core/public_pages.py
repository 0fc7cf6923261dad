"""Pages that are the same for everyone: how long they may be kept, by whom, and the address by which search engines know them."""

import hashlib
from datetime import datetime
from typing import TypeVar

from flask import Flask, Response, current_app, g, request, session
from flask_login import current_user

from incubator.core.guards import guard_of
from incubator.core.mail import whole

KEPT = "public, max-age=300"
SHORT = 155  # letters of a description that search engines show
Answer = TypeVar("Answer", bound=Response)


def same_for_everyone() -> None:
    """This page says the same to every visitor, so that browsers and caches may keep it for a while."""
    g.same_for_everyone = True


def canonical() -> str | None:
    """The one whole address of a page for everyone, without what was asked of it; None for a page that no search engine should know."""
    if request.method != "GET" or request.endpoint is None:
        return None
    view = current_app.view_functions[request.endpoint]
    # What stands in the address of another public page may be a secret: a link out of a mail.
    if guard_of(view) != "public" or (request.view_args and not g.get("same_for_everyone")):
        return None
    return whole(request.path)


def short(text: str | None) -> str:
    """A text on one line, cut between words, for a description that others show."""
    line = " ".join((text or "").split())
    if len(line) <= SHORT:
        return line
    return line[:SHORT].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def answer_unless_kept(answer: Answer, changed: datetime | None = None) -> Answer:
    """The answer with an ETag and the moment of its last change; 304 when the asker has it already."""
    answer.set_etag(hashlib.sha256(answer.get_data()).hexdigest()[:32])
    answer.last_modified = changed
    answer.make_conditional(request)
    return answer


def answer_secretly(answer: Answer, changed: datetime | None = None) -> Answer:
    """The same for what stands at an address that is one person's secret: asked for again each time, and in no search engine."""
    # Kept by its reader alone, and never without asking: an address that was stopped gives nothing from that moment on.
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer_unless_kept(answer, changed)


def init_app(app: Flask) -> None:
    app.after_request(_cache)
    app.context_processor(lambda: {"canonical": canonical, "short": short, "whole": whole})


def _cache(response: Response) -> Response:
    if request.endpoint == "static" or "Cache-Control" in response.headers:
        return response
    if not _may_be_kept(response):
        response.headers["Cache-Control"] = "no-store"
        return response
    response.headers["Cache-Control"] = KEPT
    response.vary.add("Cookie")  # language and appearance are cookies
    return response


def _may_be_kept(response: Response) -> bool:
    """Only what says the same to every visitor. A form with a token is one visitor's own, and so is a page that sets a cookie."""
    # Before asking who reads, which asks the database: it may be what is away.
    if response.status_code not in {200, 304} or not g.get("same_for_everyone"):
        return False
    personal = "csrf_token" in g or session.modified or "Set-Cookie" in response.headers
    return not personal and not current_user.is_authenticated
