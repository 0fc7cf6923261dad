"""When something goes wrong: a page in plain words that says what to do next, and a log line for who must mend it."""

import structlog
from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError

from incubator.core.db import db

log = structlog.get_logger()
SHOWN = (400, 401, 403, 404, 405, 410, 413, 422, 429, 500, 503)


def init_app(app: Flask) -> None:
    app.register_error_handler(CSRFError, _expired_form)
    app.register_error_handler(HTTPException, _page)
    app.register_error_handler(Exception, _unforeseen)


def _page(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None:
        return error.response
    status = error.code or 500
    shown = status if status in SHOWN else (400 if status < 500 else 500)
    page = render_template("errors/page.html", status=shown)
    headers = [(name, value) for name, value in error.get_headers() if name.lower() in {"allow", "retry-after"}]
    return page, status, headers


def _expired_form(error: CSRFError) -> ResponseReturnValue:
    log.info("form_refused", reason=error.description, path=request.path)
    return render_template("errors/page.html", status=400, expired=True), 400


def _unforeseen(error: Exception) -> ResponseReturnValue:
    log.exception("unforeseen_error", path=request.path, endpoint=request.endpoint)
    db.session.rollback()
    return _page(InternalServerError())
