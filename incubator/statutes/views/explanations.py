"""Pages of a proposed change: two versions side by side, why each article changes, and both as Word files."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock, files, word
from incubator.core.db import lock
from incubator.core.quantities import write_day
from incubator.core.web import carry_out, form_page
from incubator.statutes import messages, permissions
from incubator.statutes.documents.comparing import line_changes
from incubator.statutes.documents.redline import RedlineDetails, redline
from incubator.statutes.documents.three_columns import three_columns
from incubator.statutes.forms.versions import ExplanationForm
from incubator.statutes.models import StatutesVersion
from incubator.statutes.queries import comparisons
from incubator.statutes.queries.explanations import ExplainedChange, explained_change, explanations
from incubator.statutes.services.explanations import explain as keep_explanation
from incubator.statutes.views.versions import pages

Pair = tuple[StatutesVersion, StatutesVersion]


@pages.get("/vergelijken/<int:other>")
@guarded(permissions.may_read_versions, load=comparisons.two_versions)
def compare(pair: Pair) -> ResponseReturnValue:
    """Two versions article by article, word by word, with why each article changes."""
    before, after = pair
    return render_template(
        "statutes/compare.html",
        group=before.cooperative,
        before=before,
        after=after,
        changes=comparisons.compared(before, after),
        line_changes=line_changes,
        names=messages.CHANGES,
        explanations=explanations(after),
        may_explain=after.deed_on is None and permissions.may_write_version(viewer(), after),
    )


@pages.get("/vergelijken/<int:other>/word")
@guarded(permissions.may_read_versions, load=comparisons.two_versions)
def redline_file(pair: Pair) -> ResponseReturnValue:
    """The same as a Word file with tracked changes."""
    before, after = pair
    document = redline(comparisons.compared(before, after), _details(pair), explanations(after))
    name = f"Statuten {before.cooperative.name} versie {before.number} en {after.number}"
    return files.made(word.to_bytes(document), name, files.WORD)


@pages.get("/vergelijken/<int:other>/voorstel")
@guarded(permissions.may_read_versions, load=comparisons.two_versions)
def columns_file(pair: Pair) -> ResponseReturnValue:
    """The same for the general meeting: now, proposed, explanation."""
    before, after = pair
    document = three_columns(comparisons.compared(before, after), _details(pair), explanations(after))
    return files.made(word.to_bytes(document), f"Voorstel statutenwijziging {before.cooperative.name}", files.WORD)


def _details(pair: Pair) -> RedlineDetails:
    before, after = pair
    name = before.cooperative.name
    made_on = write_day(clock.today())
    return RedlineDetails(name, f"versie {before.number}", f"versie {after.number}", name, clock.now(), made_on)


@pages.route("/vergelijken/<int:other>/toelichting/<article>", methods=["GET", "POST"])
@guarded(permissions.may_explain, load=explained_change)
def explain(explained: ExplainedChange) -> ResponseReturnValue:
    """Write why an article changes."""
    before, after, change = explained.before, explained.after, explained.change
    form = ExplanationForm(data={"text": explained.text})
    if carry_out(form, lambda: _keep(explained, form)):
        flash(_("Saved."))
        return redirect(
            url_for(
                "versions.compare",
                slug=after.cooperative.slug,
                number=before.number,
                other=after.number,
                _anchor=change.key,
            )
        )
    return form_page(
        "statutes/explain.html",
        form,
        group=after.cooperative,
        before=before,
        after=after,
        change=change,
        line_changes=line_changes,
    )


def _keep(explained: ExplainedChange, form: ExplanationForm) -> None:
    lock(explained.after.cooperative)
    article = explained.change.key
    form.settle({"text": explanations(explained.after).get(article, "")})
    keep_explanation(explained.after, article, form.text.data or "", by=viewer(), now=clock.now())
