"""Pages that belong to no feature: language, appearance, house style, colophon, health."""

from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue

from incubator.config import Settings
from incubator.core import health, proxies, public_pages, traffic, ways_out
from incubator.core.delivery import body_of, letter_in, letters_in, mail_folder
from incubator.core.error_pages import RETRY_AFTER
from incubator.core.forms import ConfirmationForm
from incubator.core.guards import public
from incubator.core.health import Overall
from incubator.core.i18n import COOKIE, LANGUAGES
from incubator.core.mail import whole
from incubator.core.web import APPEARANCE_COOKIE, APPEARANCES, csrf, from_another_site, safe_next, settings

pages = Blueprint("core", __name__)
DAY = 24 * 3600
YEAR = 365 * DAY
FOR_EVERYONE = {"core.about", "core.accessibility", "core.privacy", "core.robots"}
NOT_FOR_SEARCH_ENGINES = (
    *(
        "/account",
        "/agenda",
        "/beheer",
        "/buurten",
        "/cooperaties",
        "/demo",
        "/leren",
        "/mails",
        "/meldingen",
        "/nakijken",
    ),
    *("/overdragen", "/vragen", "/zoeken", "/inloggen/organisatie", "/wachtwoord/"),
    *("/aankondigingen/zoeken.", "/aankondigingen/brondocumenten"),
)


def _back_with(cookie: str, value: str) -> Response:
    """Return to the page one came from, with a choice kept in a cookie."""
    came_from = urlsplit(request.referrer or "")
    # Only a page of our own: another site may link here.
    here = came_from.path if came_from.netloc == request.host else ""
    if came_from.query and here:
        here = f"{here}?{came_from.query}"
    answer = make_response(redirect(safe_next(here) or url_for("home.front")))
    answer.set_cookie(cookie, value, max_age=YEAR, httponly=True, samesite="Lax", secure=settings().production)
    return answer


@pages.before_request
def same_for_everyone() -> None:
    if request.endpoint in FOR_EVERYONE:
        public_pages.same_for_everyone()


# A token would need a session, and so a cookie, on every page with this form: also for who only reads.
@pages.post("/taal")
@csrf.exempt
@public
def language() -> ResponseReturnValue:
    chosen = request.form.get("language", "")
    if chosen not in LANGUAGES or from_another_site():
        abort(400)
    return _back_with(COOKIE, chosen)


@pages.post("/weergave")
@csrf.exempt
@public
def appearance() -> ResponseReturnValue:
    chosen = request.form.get("appearance", "")
    if chosen not in APPEARANCES or from_another_site():
        abort(400)
    return _back_with(APPEARANCE_COOKIE, chosen)


@pages.get("/robots.txt")
@public
def robots() -> ResponseReturnValue:
    """What search engines need not visit, and where the list of pages is."""
    closed = [f"Disallow: {path}" for path in NOT_FOR_SEARCH_ENGINES]
    text = "\n".join(("User-agent: *", *closed, "", f"Sitemap: {whole('/sitemap.xml')}", ""))
    return public_pages.answer_unless_kept(Response(text, mimetype="text/plain"))


@pages.get("/favicon.ico")
@public
def favicon() -> ResponseReturnValue:
    """The mark for browsers that ask without having read the page."""
    return send_file(Path(current_app.static_folder or "") / "images" / "favicon.ico", max_age=DAY)


@pages.get("/huisstijl.css")
@public
def theme() -> ResponseReturnValue:
    """The token file of a municipality (NL Design System), dropped in the instance folder."""
    path = settings().instance / "theme.css"
    if not path.is_file():
        abort(404)
    return send_file(path, mimetype="text/css", max_age=300)


@pages.get("/over")
@public
def about() -> ResponseReturnValue:
    return render_template("core/about.html")


@pages.get("/toegankelijkheid")
@public
def accessibility() -> ResponseReturnValue:
    return render_template("core/accessibility.html")


@pages.get("/privacy")
@public
def privacy() -> ResponseReturnValue:
    return render_template("core/privacy.html")


@pages.get("/gezond")
@public
def healthy() -> ResponseReturnValue:
    """For a monitor, as JSON: `ok`, `unwell` (it works, and somebody should look), or `down` with 503: no database that fits.

    Which checks went wrong is told to everybody, what they found to nobody here: that is for `incubator doctor`.
    """
    findings = health.examine(reach_out=False)
    status = health.overall(findings)
    checks = [{"name": finding.subject, "status": finding.condition.value} for finding in findings]
    answer = {"status": status.value, "checks": checks}
    if status is Overall.DOWN:
        return answer, 503, {"Retry-After": str(RETRY_AFTER)}
    return answer


@pages.get("/metrics")
@public
def metrics() -> ResponseReturnValue:
    """Figures for Prometheus, for who knows the token of the settings; for others there is nothing here."""
    if not traffic.may_read_figures():
        abort(404)
    return Response(traffic.metrics(), content_type="text/plain; version=0.0.4; charset=utf-8")


@pages.route("/mails/samen/stoppen/<token>", methods=["GET", "POST"])
@csrf.exempt
@public
def stop_together(token: str) -> ResponseReturnValue:
    """Stop all that a mail of several was about with a click, without signing in (RFC 8058); a page asks when someone opens the link."""
    parts = ways_out.parts_of(token)
    if not parts:
        return render_template("accounts/link_expired.html"), 410
    done = request.method == "POST"
    if done:
        for part in parts:
            ways_out.go(part)
    return render_template("core/stop_together.html", done=done, form=ConfirmationForm())


@pages.get("/mails")
@public
def mails() -> ResponseReturnValue:
    """What development would have sent. Production sends it, so that nobody's mail can be read here."""
    return render_template("core/mails.html", mails=letters_in(_development_mail())[:200])


@pages.get("/mails/<name>")
@public
def mail(name: str) -> ResponseReturnValue:
    message = letter_in(_development_mail(), name)
    if message is None:
        abort(404)
    return render_template("core/mail.html", name=name, mail=message, text=body_of(message, "plain"))


@pages.get("/mails/<name>/html")
@public
def mail_html(name: str) -> ResponseReturnValue:
    """The mail as a mail program shows it: alone, without scripts."""
    message = letter_in(_development_mail(), name)
    if message is None:
        abort(404)
    answer = Response(body_of(message, "html"), mimetype="text/html")
    answer.headers["Content-Security-Policy"] = "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'"
    return answer


def _development_mail() -> Path:
    """The folder of mails that were not sent. 404 where mail is really sent, or where others than the developer could read it."""
    chosen = settings()
    if chosen.production or chosen.mail_url:
        abort(404)
    # A mail holds links that set a password: whoever reads it is in.
    if not chosen.demo and not _is_developer(chosen):
        abort(404)
    return mail_folder(chosen)


def _is_developer(chosen: Settings) -> bool:
    """Whether the reader sits at the very machine that serves, without a proxy that could speak for others."""
    hosts = (
        request.remote_addr or "",
        urlsplit(chosen.base_url).hostname or "",
        urlsplit(request.host_url).hostname or "",
    )
    if not all(map(_is_loopback, hosts)):
        return False
    return not proxies.speaks_for_others()


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
