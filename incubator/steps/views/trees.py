"""The tree that people make together: add, change, move, take out and put back."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.neighbourhood import permissions as neighbourhoods
from incubator.steps import permissions
from incubator.steps.documents.trees import of_tree
from incubator.steps.forms.assemblies import LeafForm
from incubator.steps.messages.assemblies import TREE
from incubator.steps.models import Assembly, TreeLeaf
from incubator.steps.queries import assemblies as queries
from incubator.steps.services import assemblies as services
from incubator.steps.views.assemblies import EACH
from incubator.steps.views.blueprint import pages


@pages.get(f"{EACH}/boom")
@guarded(permissions.may_see, load=queries.assembly)
def tree(known: Assembly) -> ResponseReturnValue:
    """The picture, and beside it the list that says the same."""
    leaves = queries.tree(known)
    # Still in sight: what somebody took out in a heated evening can be put back.
    removed = [leaf for leaf in known.leaves if leaf.removed_at is not None]
    return render_template(
        "steps/tree.html",
        neighbourhood=known.neighbourhood,
        assembly=known,
        leaves=leaves,
        picture=of_tree(leaves) if leaves else None,
        removed=removed,
        tree_words=TREE,
        may_build=neighbourhoods.may_build(viewer(), known.neighbourhood),
    )


@pages.route(f"{EACH}/boom/nieuw", methods=["GET", "POST"])
@guarded(permissions.may_fill, load=queries.assembly)
def hang(known: Assembly) -> ResponseReturnValue:
    form = LeafForm()
    form.offer(queries.tree(known))
    if carry_out(form, lambda: services.hang(known, *form.leaf(), now=clock.now())):
        flash(_("Added."))
        return _to_tree(known)
    return form_page("steps/form.html", form, back=_back(known), heading=_("Add a leaf"))


@pages.route(f"{EACH}/boom/<int:leaf_id>", methods=["GET", "POST"])
@guarded(permissions.may_fill, load=queries.leaf)
def rehang(leaf: TreeLeaf) -> ResponseReturnValue:
    """Change or move a leaf; how it was before stays readable."""
    known = leaf.assembly
    form = LeafForm(data=_standing(leaf))
    form.offer(queries.tree(known), without=leaf.id)
    if carry_out(form, lambda: _rehang(leaf, form)):
        flash(_("Saved."))
        return _to_tree(known)
    return form_page("steps/leaf.html", form, back=_back(known), leaf=leaf, assembly=known, tree_words=TREE)


def _rehang(leaf: TreeLeaf, form: LeafForm) -> None:
    form.settle(_standing(lock(leaf)))
    services.rehang(leaf, *form.leaf(), now=clock.now())


def _standing(leaf: TreeLeaf) -> dict[str, Any]:
    return {"kind": leaf.kind.value, "text": leaf.text, "parent": str(leaf.parent_id or "")}


@pages.post(f"{EACH}/boom/<int:leaf_id>/<any(weg, terug):how>")
@guarded(permissions.may_fill, load=queries.leaf)
def prune(leaf: TreeLeaf, how: str) -> ResponseReturnValue:
    """Take a leaf out, or put it back."""
    known = leaf.assembly
    if carry_out_or_flash(
        lambda: services.take_out(leaf, now=clock.now()) if how == "weg" else services.put_back(leaf)
    ):
        flash(_("Saved."))
    return _to_tree(known)


def _back(known: Assembly) -> tuple[str, str]:
    return url_for("steps.tree", slug=known.neighbourhood.slug, assembly_id=known.id), _("The tree")


def _to_tree(known: Assembly) -> ResponseReturnValue:
    return redirect(url_for("steps.tree", slug=known.neighbourhood.slug, assembly_id=known.id))
