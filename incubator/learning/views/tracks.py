"""Where groups stand, the track of a group, its modules, and the choice of another track."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.models import Role
from incubator.accounts.permissions import guarded, signed_in
from incubator.cooperatives import permissions as group_permissions
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.queries import cooperative, role_in
from incubator.core import clock, files, word
from incubator.core.web import carry_out_or_flash, page_asked
from incubator.learning import messages, queries, services
from incubator.learning.documents import business_plan as documents
from incubator.learning.documents.business_plan import BusinessPlan
from incubator.learning.permissions import may_see_module
from incubator.learning.queries import ModulePlace
from incubator.learning.views.blueprint import WORDS, pages

# As who reads them calls them.
LANGUAGES = {"tr": "Türkçe", "ar": "العربية", "pl": "Polski"}


@pages.get("/")
@guarded(signed_in)
def index() -> ResponseReturnValue:
    """Where every group within sight stands; who is in one group goes straight to it."""
    overview = queries.overview(current_user, page=page_asked())
    if overview.total == 1 and current_user.role in {Role.FOUNDER, Role.GUEST}:
        return redirect(url_for("learning.track", slug=overview.groups[0].group.slug))
    return render_template("learning/index.html", overview=overview, **WORDS)


@pages.get("/<slug>")
@guarded(group_permissions.may_see, load=cooperative)
def track(group: Cooperative) -> ResponseReturnValue:
    """The group's way through the modules, with the one next step on top."""
    progress = queries.progress(group)
    modules = messages.modules(progress)
    return render_template(
        "learning/track.html",
        group=group,
        progress=progress,
        enrolled=queries.enrolment(group),
        modules=modules,
        picture=messages.picture_of_modules(modules),
        may_work=group_permissions.may_work(current_user, group),
        takes_part=role_in(current_user, group) is not None,
        **WORDS,
    )


@pages.get("/<slug>/onderdeel/<name>")
@guarded(may_see_module, load=queries.module_place)
def module(where: ModulePlace) -> ResponseReturnValue:
    """The lessons of a module, with a page about it in other languages."""
    return render_template(
        "learning/module.html",
        group=where.group,
        module=where.module,
        progress=queries.progress(where.group),
        summaries=queries.summaries(where.module.id),
        following=queries.module_after(where),
        language_names=LANGUAGES,
        **WORDS,
    )


@pages.get("/<slug>/trajecten")
@guarded(group_permissions.may_see, load=cooperative)
def tracks(group: Cooperative) -> ResponseReturnValue:
    """All tracks, to choose another; what was written stays."""
    return render_template(
        "learning/tracks.html",
        group=group,
        tracks=queries.library().tracks.values(),
        followed=queries.track_of(group),
        may_work=group_permissions.may_work(current_user, group),
    )


@pages.post("/<slug>/beginnen")
@guarded(group_permissions.may_work, load=cooperative)
def begin(group: Cooperative) -> ResponseReturnValue:
    """Begin with a track, the first when none is named, or go on with another."""
    content = queries.library()
    chosen = content.tracks.get(request.form.get("traject", ""), content.first_track)
    begun = queries.enrolment(group) is not None
    if carry_out_or_flash(lambda: services.start_track(group, chosen, now=clock.now())) is None:
        return redirect(url_for("learning.track", slug=group.slug))
    if begun:
        flash(_("You now follow “%(title)s”. What you wrote is still there.", title=messages.title_of(chosen)))
        return redirect(url_for("learning.track", slug=group.slug))
    flash(_("You have begun. Sit together and read the first lesson aloud."))
    return redirect(url_for("learning.lesson", slug=group.slug, ref=chosen.lessons[0].slug))


@pages.get("/<slug>/ondernemingsplan")
@guarded(group_permissions.may_see, load=cooperative)
def business_plan(group: Cooperative) -> ResponseReturnValue:
    """The business plan out of the lessons, as a Word document."""
    plan = BusinessPlan(group.name, queries.answers_of(group), clock.now())
    document = documents.business_plan(plan, queries.library())
    return files.made(word.to_bytes(document), document.title, files.WORD)
