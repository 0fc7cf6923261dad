"""The page of a piece of work for both sides: the receipt, whose turn it is, the remarks, and what is written below them."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.reviews import queries, services
from incubator.reviews.forms import ReplyForm
from incubator.reviews.messages import BADGES, STAGES
from incubator.reviews.models import Remark, Round
from incubator.reviews.permissions import (
    may_read,
    may_read_example,
    may_review,
    may_settle,
    may_share,
    may_talk,
    may_write_below,
)
from incubator.reviews.queries import examples, talk
from incubator.reviews.queries.examples import ExampleForGroup
from incubator.reviews.queries.talk import PartOfWork
from incubator.reviews.rules.sharing import for_others
from incubator.reviews.services import examples as sharing
from incubator.reviews.services import talking
from incubator.reviews.views.blueprint import pages
from incubator.reviews.views.reading import as_read


@pages.get("/werk/<int:round_id>")
@guarded(may_read, load=queries.round_in_sight)
def piece(work: Round) -> ResponseReturnValue:
    """Where the work stands, what was remarked, and what both sides wrote below it."""
    kind, group = services.KINDS[work.case.kind], work.case.cooperative
    return render_template(
        "reviews/piece.html",
        work=work,
        group=group,
        kind=kind,
        items=as_read(work, kind.guidance(work.case.ref)),
        remarks=work.shown_remarks,
        earlier=talk.open_remarks(work),
        replies=talk.replies(work),
        rounds=queries.rounds(group, work.case.kind, work.case.ref),
        permission=examples.permission_of(work),
        group_page=url_for(kind.endpoint, slug=group.slug, ref=work.case.ref),
        may_talk=may_talk(viewer(), work),
        may_share=may_share(viewer(), work),
        may_review=may_review(viewer(), work),
        stages=STAGES,
        badges=BADGES,
    )


@pages.route("/werk/<int:round_id>/onderdeel/<item_id>", methods=["GET", "POST"])
@guarded(may_write_below, load=talk.part_in_sight)
def part(of_work: PartOfWork) -> ResponseReturnValue:
    """One answer with its remark, and what group and coach write below it."""
    work, item = of_work
    form = ReplyForm()
    done = carry_out(form, lambda: talking.reply(work, item.id, form.text.data or "", by=viewer(), now=clock.now()))
    if done is not None:
        flash(_("Sent. The other side gets a mail."))
        return redirect(url_for("reviews.piece", round_id=work.id, _anchor=f"item-{item.id}"))
    return form_page(
        "reviews/part.html",
        form,
        work=work,
        item=item,
        remark=work.shown_remarks.get(item.id),
        replies=talk.replies(work).get(item.id, []),
    )


@pages.post("/opmerking/<int:review_remark_id>/afgehandeld")
@guarded(may_settle, load=talk.remark)
def resolve(remark: Remark) -> ResponseReturnValue:
    """Either side says that a remark is settled."""
    carry_out_or_flash(lambda: talking.resolve(remark, by=viewer(), now=clock.now()))
    return _to_remark(remark)


@pages.post("/opmerking/<int:review_remark_id>/open")
@guarded(may_settle, load=talk.remark)
def open_again(remark: Remark) -> ResponseReturnValue:
    carry_out_or_flash(lambda: talking.open_again(remark))
    return _to_remark(remark)


def _to_remark(remark: Remark) -> ResponseReturnValue:
    return redirect(url_for("reviews.piece", round_id=remark.round_id, _anchor=f"item-{remark.item_id}"))


@pages.post("/werk/<int:round_id>/voorbeeld")
@guarded(may_share, load=queries.round_in_sight)
def allow_example(work: Round) -> ResponseReturnValue:
    """The group lets other groups read its approved work."""
    with_name = request.form.get("with_name") == "y"
    if carry_out_or_flash(lambda: sharing.allow(work, with_name=with_name, by=viewer(), now=clock.now())) is not None:
        flash(_("Other groups can read it from now on. You can stop this at any time."))
    return redirect(url_for("reviews.piece", round_id=work.id, _anchor="example"))


@pages.post("/werk/<int:round_id>/voorbeeld/intrekken")
@guarded(may_share, load=queries.round_in_sight)
def withdraw_example(work: Round) -> ResponseReturnValue:
    if carry_out_or_flash(lambda: sharing.withdraw(work)) is not None:
        flash(_("No other group reads it any more."))
    return redirect(url_for("reviews.piece", round_id=work.id, _anchor="example"))


@pages.get("/voorbeeld/<slug>/<kind>/<ref>")
@guarded(may_read_example, load=examples.example_in_sight)
def example(shown: ExampleForGroup) -> ResponseReturnValue:
    """What another group wrote for the same work, as far as it lets others read it."""
    work = shown.example.round
    kind = services.KINDS[work.case.kind]
    guidance = kind.guidance(work.case.ref)
    return render_template(
        "reviews/example.html",
        work=work,
        group=shown.group,
        name=work.case.cooperative.name if shown.example.with_name else "",
        items=for_others(as_read(work, guidance), guidance.private),
        group_page=url_for(kind.endpoint, slug=shown.group.slug, ref=work.case.ref),
    )
