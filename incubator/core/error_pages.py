"""When something goes wrong: a page in plain words that says what to do next, and a log line for who must mend it."""

import structlog
from flask import Flask, current_app, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError

from incubator.core import limits
from incubator.core.db import db
from incubator.core.errors import RuleViolation
from incubator.core.guards import guard_of
from incubator.core.i18n import explain
from incubator.core.web import wants_json

log = structlog.get_logger()
RETRY_AFTER = 30  # seconds: a restart of a database takes less
TOO_MANY = 429
SHOWN = (400, 401, 403, 404, 405, 409, 410, 413, 422, 429, 500, 503)


def init_app(app: Flask) -> None:
    app.register_error_handler(CSRFError, _expired_form)
    app.register_error_handler(RuleViolation, _refused)
    app.register_error_handler(HTTPException, _page)
    app.register_error_handler(OperationalError, _without_database)
    app.register_error_handler(Exception, _unforeseen)


def _page(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    headers = [(name, value) for name, value in error.get_headers() if name.lower() in {"allow", "retry-after"}]
    if status == TOO_MANY:
        headers.append(("Retry-After", str(limits.seconds_to_wait())))
    if wants_json():
        return jsonify(error=error.name), status, headers
    if error.response is not None:
        return error.response
    return render_template("errors/page.html", status=_with_words(status)), status, headers


def _with_words(status: int) -> int:
    """The status itself when there is a page for it, else that of its kind."""
    if status in SHOWN:
        return status
    return 400 if status < 500 else 500


def _refused(broken_rule: RuleViolation) -> ResponseReturnValue:
    """A rule that no form shows: the page says which, and that nothing was stored."""
    sentence = explain(broken_rule)
    if wants_json():
        return jsonify(error=sentence), 409
    return render_template("errors/page.html", status=409, sentence=sentence), 409


def _expired_form(error: CSRFError) -> ResponseReturnValue:
    """A form of a visit before this one. Who was signed out since signs in first, and goes back to the form."""
    log.info("form_refused", reason=error.description, path=_address())
    if not current_user.is_authenticated and not _is_public():
        answer: ResponseReturnValue = current_app.login_manager.unauthorized()  # type: ignore[attr-defined]
        return answer
    if wants_json():
        return jsonify(error="expired"), 400
    return render_template("errors/page.html", status=400, expired=True), 400


def _address() -> str:
    """What the log calls the page; of a page behind a link of one's own without what opens it: more people read logs."""
    if request.url_rule is not None and "secret" in (request.view_args or {}):
        return request.url_rule.rule
    return request.path


def _is_public() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    return view is None or guard_of(view) == "public"


def _without_database(error: OperationalError) -> ResponseReturnValue:
    """The database is away, full or busy: 503, and when to come back. The page asks the database for nothing, not even who reads."""
    log.error("database_unreachable", path=_address(), reason=str(error.orig))
    db.session.rollback()
    headers = {"Retry-After": str(RETRY_AFTER)}
    if wants_json():
        return jsonify(error="database unreachable"), 503, headers
    # Not by `render_template`: that asks for the menu, and so for the reader.
    styles = [url_for("static", filename=f"styles/{name}.css") for name in ("tokens", "app")]
    page = current_app.jinja_env.get_template("errors/unavailable.html").render(styles=styles)
    return page, 503, headers


def _unforeseen(error: Exception) -> ResponseReturnValue:
    log.exception("unforeseen_error", path=_address(), endpoint=request.endpoint)
    db.session.rollback()
    return _page(InternalServerError())
