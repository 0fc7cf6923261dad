"""The one page on which someone chooses which mails they want, and how soon: of each kind, and of each profile of their groups."""

from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts import services as accounts
from incubator.accounts.models import PACE_OF, User
from incubator.accounts.permissions import guarded, is_manager, signed_in, viewer
from incubator.core import clock
from incubator.core.digests import QuietTime
from incubator.core.web import carry_out, form_page
from incubator.watch import queries
from incubator.watch.forms import MailPreferencesForm, for_profiles, profile_field
from incubator.watch.queries.subscriptions import ReadableProfile
from incubator.watch.services import subscriptions as services
from incubator.watch.views.blueprint import pages


@pages.route("/account/mails", methods=["GET", "POST"])
@guarded(signed_in)
def mail_preferences() -> ResponseReturnValue:
    """Which mails, and how soon."""
    reader = viewer()
    profiles = queries.readable_profiles(reader)
    names = {}
    for readable in profiles:
        names[readable.watch.id] = f"{readable.watch.cooperative.name}: {readable.watch.name}"
    form = for_profiles(names)(data=_standing(reader, profiles))
    if not is_manager(reader):
        del form.mail_sources  # who looks after them gets mails about them
    if carry_out(form, lambda: _save(form)) is not None:
        flash(_("Saved."))
        return redirect(url_for("watch.mail_preferences"))
    fields = [form[profile_field(number)] for number in names]
    return form_page("watch/mail_preferences.html", form, profile_fields=fields)


def _standing(reader: User, profiles: list[ReadableProfile]) -> dict[str, Any]:
    """What was chosen, by the name of the field."""
    standing: dict[str, Any] = {name: getattr(reader, name) for name in PACE_OF.values()}
    for readable in profiles:
        standing[profile_field(readable.watch.id)] = readable.pace
    hours = queries.hours_of(reader)
    standing |= {"quiet_from": "", "quiet_until": "", "quiet_weekend": False}
    if hours is not None:
        standing |= {"quiet_from": _hour(hours.quiet_from), "quiet_until": _hour(hours.quiet_until)}
        standing["quiet_weekend"] = hours.quiet_weekend
    return standing


def _hour(hour: int | None) -> str:
    if hour is None:
        return ""
    return str(hour)


def _save(form: MailPreferencesForm) -> None:
    now = clock.now()
    reader = accounts.hold(viewer())
    profiles = queries.readable_profiles(reader)
    form.settle(_standing(reader, profiles))
    sources = form.mail_sources.data if form.mail_sources else reader.mail_sources
    accounts.change_mails(
        reader, accounts.Mails(form.mail_work.data, form.mail_reminders.data, form.mail_notices.data, sources)
    )
    services.keep_quiet(reader, _quiet(form))
    for readable in profiles:
        name = profile_field(readable.watch.id)
        # A profile that came while the page was open is not on it.
        if name in form and form[name].data is not readable.pace:
            services.choose(reader, readable.watch, form[name].data, now=now)


def _quiet(form: MailPreferencesForm) -> QuietTime:
    begins, ends = form.quiet_from.data, form.quiet_until.data
    return QuietTime(_whole(begins), _whole(ends), form.quiet_weekend.data)


def _whole(hour: str | None) -> int | None:
    if not hour:
        return None
    return int(hour)
