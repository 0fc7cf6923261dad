"""What every answer of the application carries: strict headers, the words of the layout, the settings."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from types import NoneType
from typing import Any, Generic, TypeVar
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, flash, has_request_context, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFProtect
from heroicons.jinja import heroicon_outline
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter, Rule, UnicodeConverter

from incubator.config import Settings
from incubator.core import db, i18n, theme
from incubator.core.errors import RuleViolation
from incubator.core.forms import Form, readable
from incubator.core.i18n import mark as N_
from incubator.core.reference import authorities

APPEARANCES = ("auto", "light", "dark")
APPEARANCE_COOKIE = "appearance"
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)
LARGEST_NUMBER = 2**31 - 1  # of a row, in both databases
LAST_PAGE = 100_000
MOST_ADDRESSES = 10_000  # remembered, the last used
PLAIN = frozenset({str, int, NoneType})  # what is written alike whenever it is alike: True is 1 and written otherwise
csrf = CSRFProtect()
Result = TypeVar("Result")


class RowNumber(IntegerConverter):
    """A number in an address that a row can have; a larger one is an address that does not exist."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"max": LARGEST_NUMBER, **options})


class AuthorityAddress(UnicodeConverter):
    """A public authority in an address, by its name instead of its code; views and `url_for` have the code."""

    def to_python(self, value: str) -> str:
        return authorities.code_at(value)

    def to_url(self, value: str) -> str:
        return super().to_url(authorities.address_of(value))


class WebAddress(Rule):
    """The address of a view. What writes it is made when it is first written.

    Making that for all of the hundreds takes a quarter of a second at every start; a command writes none of them, a page some dozens.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        def written_first(rule: Rule, /, **values: Any) -> tuple[str, str]:
            # Two who make it at once make the same.
            write = Rule._compile_builder(rule, append_unknown)
            setattr(rule, "_build_unknown" if append_unknown else "_build", write.__get__(rule, None))
            return write(rule, **values)

        return written_first


class Site(Flask):
    """The application, which remembers the addresses that it wrote: a page has some seventy, nearly all of them on every page."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._written = lru_cache(maxsize=MOST_ADDRESSES)(self._address)

    def url_for(self, /, endpoint: str, **values: Any) -> str:
        """The address of a view, as Flask gives it. Raises `BuildError` for a view that is not there."""
        if not has_request_context() or endpoint.startswith(".") or not PLAIN.issuperset(map(type, values.values())):
            return super().url_for(endpoint, **values)
        # What else the address of a view depends on: where the application lies, and which of two rules fits the method.
        here = request.environ
        return self._written((here.get("SCRIPT_NAME", ""), here["REQUEST_METHOD"]), endpoint, *values.items())

    def _address(self, _where: tuple[str, str], endpoint: str, *values: tuple[str, Any]) -> str:
        return super().url_for(endpoint, **dict(values))


def settings() -> Settings:
    """The settings of the running application."""
    chosen: Settings = current_app.extensions["incubator"]
    return chosen


def page_asked() -> int:
    """Which page of a list the address asks for; nonsense is the first, and no number is too large for a database."""
    return max(1, min(request.args.get("pagina", 1, type=int), LAST_PAGE))


def safe_next(target: str | None) -> str | None:
    """A place inside this application to go on to, or None: only a path, never another host."""
    # Two slashes would begin the name of another host.
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return None
    if "\\" in target or any(ord(letter) < 32 for letter in target):
        return None
    parts = urlsplit(target)
    if parts.scheme or parts.netloc:
        return None
    return target


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Result]):
    """What a service gave, once it was carried out and stored."""

    value: Result


def carry_out(form: Form, action: Callable[[], Result]) -> Outcome[Result] | None:
    """Carry out what a form asks, as one transaction. None when it was not sent, not valid, or refused: the form says why."""
    if not form.validate_on_submit():
        return None
    try:
        with db.transaction():
            return Outcome(action())
    except RuleViolation as broken_rule:
        form.refuse(broken_rule)
        return None


def carry_out_or_flash(action: Callable[[], Result]) -> Outcome[Result] | None:
    """Carry out what a button asks, as one transaction. None when it was refused: the next page says why."""
    try:
        with db.transaction():
            return Outcome(action())
    except RuleViolation as broken_rule:
        flash(i18n.explain(broken_rule), "error")
        return None


def form_page(template: str, form: Form, **values: Any) -> ResponseReturnValue:
    """The page of a form: 422 when it was sent with something wrong, so that no browser takes it for done."""
    return render_template(template, form=form, **values), form.status


def from_another_site() -> bool:
    """Whether a form was sent from a page of another site, as far as the browser tells (`Sec-Fetch-Site`, `Origin`)."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return True
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc != request.host


def wants_json() -> bool:
    """Whether a script asks, which must not get a page (or a redirect to one) for an answer."""
    best = request.accept_mimetypes.best_match(("text/html", "application/json"), default="text/html")
    return best == "application/json"


def init_app(app: Flask, chosen: Settings) -> None:
    app.extensions["incubator"] = chosen
    app.config.update(
        SECRET_KEY=chosen.secret_key,
        SESSION_COOKIE_HTTPONLY=True,
        # Lax, so that a link in a mail opens the page for who is signed in.
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=chosen.production,
        MAX_CONTENT_LENGTH=20 * 1024 * 1024,
        # Statutes and lessons are long texts; the default of half a megabyte cuts them off.
        MAX_FORM_MEMORY_SIZE=4 * 1024 * 1024,
        # A form may stay open for as long as its session lasts: people write for hours.
        WTF_CSRF_TIME_LIMIT=None,
        PREFERRED_URL_SCHEME=urlsplit(chosen.base_url).scheme,
    )
    # Before any blueprint, so that no form is ever without.
    csrf.init_app(app)
    app.url_rule_class = WebAddress
    app.url_map.converters["int"] = RowNumber
    app.url_map.converters["authority"] = AuthorityAddress
    app.before_request(_refuse_nul)
    if chosen.trusted_proxies:
        hops = chosen.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    app.after_request(_headers)
    app.context_processor(_layout)
    app.jinja_env.globals["heroicon_outline"] = lru_cache(maxsize=500)(heroicon_outline)  # made from XML each time


def _refuse_nul() -> None:
    """No address of ours holds a NUL, and PostgreSQL cannot be asked about one."""
    if any("\x00" in str(value) for value in (request.view_args or {}).values()):
        abort(404)


def _headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()"
    if settings().production:
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    return response


def _layout() -> dict[str, object]:
    chosen = settings()
    worn = theme.file_of(chosen.instance)
    appearance = request.cookies.get(APPEARANCE_COOKIE, "auto") if request else "auto"
    theme_class = theme.classes_of(worn) if worn is not None else ""
    if appearance not in APPEARANCES:
        appearance = "auto"
    return {
        "incubator_name": chosen.name,
        "settings": chosen,
        "language": i18n.language(),
        "languages": i18n.LANGUAGES,
        "appearance": appearance,
        "has_theme": worn is not None,
        "theme_class": theme_class,
    }


def lines_brought(form: Form, text_of: Callable[[bytes, str], str]) -> str:
    """The lines of the file that came with a form, or else what was pasted in its field `text`, which keeps what was read.

    `text_of` gets the content and the name of the file. Raises `RuleViolation` when there is nothing.
    """
    pasted = form["text"]
    sent = request.files.get("file")
    if sent is not None and sent.filename:
        # A large file lies in a temporary one, which has to be closed.
        with contextlib.closing(sent):
            pasted.data = readable(text_of(sent.read(), sent.filename))
    if not (pasted.data or "").strip():
        raise RuleViolation(N_("Choose a file, or paste its lines."), field="text")
    return str(pasted.data)
