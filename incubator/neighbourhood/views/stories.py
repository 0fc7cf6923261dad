"""The story of a neighbourhood, written together in versions, and making it public."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.core.word_differences import word_differences
from incubator.neighbourhood import documents, permissions
from incubator.neighbourhood.forms.stories import PublishForm, StoryForm
from incubator.neighbourhood.models import Neighbourhood, StoryVersion
from incubator.neighbourhood.queries import buildings, groups, places
from incubator.neighbourhood.queries import stories as queries
from incubator.neighbourhood.services import stories as services
from incubator.neighbourhood.views.blueprint import pages

HIGHEST = 999_999  # a revision that a database can hold, whatever stands in the address


@pages.get("/buurten/<slug>/verhaal")
@guarded(permissions.may_look, load=places.neighbourhood)
def story(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """The story as it is being written."""
    newest = queries.newest(neighbourhood)
    return render_template(
        "neighbourhood/story.html",
        neighbourhood=neighbourhood,
        newest=newest,
        text=documents.story_html(newest.text) if newest is not None else None,
        may_build=permissions.may_build(viewer(), neighbourhood),
        may_drive=permissions.may_drive(viewer(), neighbourhood),
    )


@pages.route("/buurten/<slug>/verhaal/schrijven", methods=["GET", "POST"])
@guarded(permissions.may_build, load=places.neighbourhood)
def write_story(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """Write along. Who changed it at the same time as someone else sees both texts, and loses neither."""
    form = StoryForm(data=_standing(neighbourhood))
    if carry_out(form, lambda: _write(neighbourhood, form)):
        flash(_("Saved. Everyone in the neighbourhood can go on from here."))
        return redirect(url_for("neighbourhood.story", slug=neighbourhood.slug))
    return form_page("neighbourhood/story_form.html", form, neighbourhood=neighbourhood)


def _write(neighbourhood: Neighbourhood, form: StoryForm) -> None:
    form.settle(_standing(lock(neighbourhood)))
    services.write(neighbourhood, form.text.data or "", by=viewer(), now=clock.now())


def _standing(neighbourhood: Neighbourhood) -> dict[str, Any]:
    newest = queries.newest(neighbourhood)
    return {"text": newest.text if newest is not None else ""}


@pages.get("/buurten/<slug>/verhaal/versies")
@guarded(permissions.may_look, load=places.neighbourhood)
def story_versions(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """Every version, and what changed between two of them."""
    before, after = _asked(neighbourhood, "van"), _asked(neighbourhood, "naar")
    differences = word_differences(before.text, after.text) if before is not None and after is not None else ()
    return render_template(
        "neighbourhood/story_versions.html",
        neighbourhood=neighbourhood,
        versions=queries.versions(neighbourhood),
        before=before,
        after=after,
        differences=differences,
        may_build=permissions.may_build(viewer(), neighbourhood),
    )


@pages.post("/buurten/<slug>/verhaal/versies/<int:revision>/terug")
@guarded(permissions.may_build, load=places.neighbourhood)
def put_story_back(neighbourhood: Neighbourhood, revision: int) -> ResponseReturnValue:
    """Go on from an earlier text: it becomes the newest version, and what was written since stays in the list."""
    earlier = queries.version(neighbourhood, min(revision, HIGHEST))
    if earlier is None:
        abort(404)
    if carry_out_or_flash(lambda: _put_back(neighbourhood, earlier.text)):
        flash(_("The story goes on from this version. Visitors read it when a driver publishes it."))
    return redirect(url_for("neighbourhood.story", slug=neighbourhood.slug))


def _put_back(neighbourhood: Neighbourhood, text: str) -> None:
    lock(neighbourhood)
    services.write(neighbourhood, text, by=viewer(), now=clock.now())


def _asked(neighbourhood: Neighbourhood, name: str) -> StoryVersion | None:
    revision = request.args.get(name, type=int)
    if revision is None or not 0 < revision <= HIGHEST:
        return None
    return queries.version(neighbourhood, revision)


@pages.route("/buurten/<slug>/openbaar", methods=["GET", "POST"])
@guarded(permissions.may_drive, load=places.neighbourhood)
def publish(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """See what every visitor reads, and let them; or take it away again."""
    newest = queries.newest(neighbourhood)
    form = PublishForm(data={"seen": str(newest.revision) if newest is not None else "0"})
    if carry_out(form, lambda: _publish(neighbourhood, form)):
        flash(_("Saved."))
        return redirect(url_for("neighbourhood.show", slug=neighbourhood.slug))
    return form_page(
        "neighbourhood/publish.html",
        form,
        neighbourhood=neighbourhood,
        newest=newest,
        text=documents.story_html(newest.text) if newest is not None else None,
        groups=groups.public(neighbourhood),
        buildings=buildings.of_place(neighbourhood, public_only=True),
        may_build=permissions.may_build(viewer(), neighbourhood),
    )


def _publish(neighbourhood: Neighbourhood, form: PublishForm) -> None:
    lock(neighbourhood)
    if request.form.get("do") == "stop":
        services.unpublish(neighbourhood)
    else:
        services.publish(neighbourhood, seen=form.revision(), now=clock.now())
