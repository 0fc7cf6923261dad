"""The page of a clause: what was said of it, and room to say more."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.web import carry_out, form_page
from incubator.questions import services as questions_services
from incubator.statutes import permissions
from incubator.statutes.forms.versions import CommentForm
from incubator.statutes.queries.comments import CommentedClause, commented_clause, ref_of
from incubator.statutes.views.versions import pages


@pages.route("/bepaling/<clause>", methods=["GET", "POST"])
@guarded(permissions.may_comment, load=commented_clause)
def comment(commented: CommentedClause) -> ResponseReturnValue:
    """Say something of a clause."""
    fixed, place, form = commented.version, commented.place, CommentForm()
    name = place.name[:1].upper() + place.name[1:]
    done = carry_out(
        form,
        lambda: questions_services.comment(
            fixed.cooperative,
            f"{name} (versie {fixed.number})",
            form.text.data or "",
            by=viewer(),
            now=clock.now(),
            ref=ref_of(fixed, place.id),
        ),
    )
    if done is None:
        return form_page("statutes/comment.html", form, group=fixed.cooperative, commented=commented, name=name)
    flash(_("Your comment has been kept. The others hear of it by mail."))
    slug, number = fixed.cooperative.slug, fixed.number
    return redirect(url_for("statutes.version", slug=slug, number=number, _anchor=place.id))
