"""What is done with a section besides writing: its versions, comments, known answers, and the coach."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.permissions import guarded, viewer
from incubator.bids.forms.sections import SectionAmountForm, SectionCommentForm
from incubator.bids.messages import sections as words
from incubator.bids.models import Bid, Section
from incubator.bids.permissions import bidding as bid_permissions
from incubator.bids.permissions import writing as permissions
from incubator.bids.queries import amounts, bidding, checking, coached, reuse
from incubator.bids.queries import answers as library
from incubator.bids.queries import sections as queries
from incubator.bids.rules import sections as rules
from incubator.bids.rules.freshness import Freshness
from incubator.bids.services import answers as answer_services
from incubator.bids.services import coaching
from incubator.bids.services import sections as services
from incubator.bids.views.blueprint import pages
from incubator.bids.views.sections import HERE, ONE, args_of, to_section, to_sections
from incubator.cooperatives import permissions as group_permissions
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.forms import ConfirmationForm
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.core.word_differences import word_differences
from incubator.questions import services as questions
from incubator.questions.values import SECTION
from incubator.reviews.forms import wish_in
from incubator.reviews.queries import latest_round
from incubator.reviews.views.parts import after_hand_in


@pages.get(f"{ONE}/versies")
@guarded(permissions.may_see_section, load=queries.section)
def section_versions(section: Section) -> ResponseReturnValue:
    """What was written when and by whom; two of them beside each other."""
    versions = rules.sittings(queries.versions(section))
    before = queries.version(section, _number("van"))
    after = queries.version(section, _number("naar"))
    differences = {}
    if before is not None and after is not None:
        newer = queries.texts_of(after)
        for part, text in queries.texts_of(before).items():
            differences[part] = word_differences(text, newer[part])
    return render_template(
        "bids/section_versions.html",
        section=section,
        bid=section.bid,
        group=section.bid.cooperative,
        args=args_of(section),
        versions=versions,
        before=before,
        after=after,
        differences=differences,
        words=words,
        may_put_back=permissions.may_write_section(current_user, section) and queries.is_open(section.bid),
    )


def _number(name: str) -> int:
    number = request.args.get(name, -1, type=int)
    return number if 0 < number < 2**31 else -1


@pages.post(f"{ONE}/versies/<int:revision>/terugzetten")
@guarded(permissions.may_write_section, load=queries.section)
def put_back_section(section: Section, revision: int) -> ResponseReturnValue:
    """Go on with an earlier version."""
    seen = request.form.get("seen", -1, type=int)
    done = carry_out_or_flash(lambda: services.put_back(section, revision, seen=seen, by=viewer(), now=clock.now()))
    if done is not None:
        flash(_("This version stands there again. What stood there is in the list of versions."))
    return to_section(section)


@pages.route(f"{ONE}/opmerking", methods=["GET", "POST"])
@guarded(permissions.may_comment_section, load=queries.section)
def comment_section(section: Section) -> ResponseReturnValue:
    """Say something of a section."""
    form, bid = SectionCommentForm(), section.bid
    # Before the transaction: what is removed meanwhile can still be spoken of.
    subject, ref = f"{section.title[:80]} ({bid.work.title[:80]})", f"{bid.id}/{section.id}"
    done = carry_out(
        form,
        lambda: questions.comment(
            bid.cooperative,
            subject,
            form.text.data or "",
            by=viewer(),
            now=clock.now(),
            ref=ref,
            kind=SECTION,
        ),
    )
    if done is None:
        return form_page("bids/section_comment.html", form, section=section, bid=bid, group=bid.cooperative)
    flash(_("Your comment has been kept. The others hear of it by mail."))
    return to_section(section, "opmerkingen")


@pages.route(f"{ONE}/bedrag", methods=["GET", "POST"])
@guarded(permissions.may_write_section, load=queries.section)
def section_amount(section: Section) -> ResponseReturnValue:
    """Say why an amount may stand in a section, or take that back."""
    form = SectionAmountForm(data={"reason": section.amount_because})
    if carry_out(form, lambda: _settle_amount(section, form)) is None:
        kept = amounts.kept_from_buyer(section.bid).get(section.id, [])
        return form_page(
            "bids/section_amount.html", form, section=section, bid=section.bid, group=section.bid.cooperative, kept=kept
        )
    if section.amount_because:
        flash(_("Kept, with your name. Make the plan again: the amount goes along now."))
    else:
        flash(_("Taken back. An amount in this text does not go to the buyer."))
    return to_section(section)


def _settle_amount(section: Section, form: SectionAmountForm) -> None:
    form.settle({"reason": services.locked(section).amount_because})
    services.settle_amount(section, form.reason.data or "", by=viewer(), now=clock.now())


@pages.get(f"{ONE}/antwoorden")
@guarded(permissions.may_write_section, load=queries.section)
def section_answers(section: Section) -> ResponseReturnValue:
    """What the group wrote before that fits this criterion."""
    asked = section.title
    if section.requirement is not None:
        asked = section.requirement.text
    # As fresh as it is on the day of handing in: a certificate may end before.
    fitting, hidden = library.suggestions(section.bid, asked, checking.day_of(section.bid, clock.now()))
    return render_template(
        "bids/section_answers.html",
        section=section,
        bid=section.bid,
        group=section.bid.cooperative,
        args=args_of(section),
        answers=fitting,
        hidden=hidden,
        words=words,
        is_open=queries.is_open(section.bid),
    )


@pages.post(f"{ONE}/antwoorden/gebruiken")
@guarded(permissions.may_write_section, load=queries.section)
def use_answer(section: Section) -> ResponseReturnValue:
    """Put a known answer into a part."""
    ref, part = request.form.get("ref", "")[:300], request.form.get("part", "")
    today = clock.today()
    state = reuse.state_of(section.bid, ref, checking.day_of(section.bid, clock.now()))
    done = carry_out_or_flash(
        lambda: answer_services.use(section, ref, part, by=viewer(), now=clock.now(), today=today)
    )
    if done is None:
        return redirect(url_for("bids.section_answers", **args_of(section)))
    if state is Freshness.FRESH:
        flash(_("It stands in your text. Make it fit this buyer."))
    else:
        flash(
            _("It stands in your text, and it may not be right any more: on top of this page you read why."), "warning"
        )
    return to_section(section, part)


@pages.post(f"{ONE}/antwoorden/bewaren/<part>")
@guarded(permissions.may_write_section, load=queries.section)
def keep_answer(section: Section, part: str) -> ResponseReturnValue:
    """Send a part of the text to the library."""
    today = clock.today()
    done = carry_out_or_flash(lambda: answer_services.keep(section, part, by=viewer(), now=clock.now(), today=today))
    if done is not None:
        flash(_("Kept in your answer library: the next bid finds it there."))
    return to_section(section, part if part in rules.PARTS else None)


@pages.get("/cooperaties/<slug>/inschrijvingen/werk/<ref>")
@guarded(group_permissions.may_see, load=cooperatives.cooperative)
def handed_in(group: Cooperative, ref: str) -> ResponseReturnValue:
    """The page of what was handed in to the coach, as a round names it."""
    bid_number, section_number = coached.numbers_in(ref)
    place: dict[str, Any] = {"slug": group.slug, "bid_id": bid_number}
    if not section_number:
        return redirect(url_for("bids.sections", **place))
    if queries.section(viewer(), group.slug, bid_number, section_number) is None:
        flash(_("This section was removed from the plan. What is in the plan now stands here."), "warning")
        return redirect(url_for("bids.sections", **place))
    return redirect(url_for("bids.section", section_id=section_number, **place))


@pages.route(f"{HERE}/coach", methods=["GET", "POST"])
@guarded(bid_permissions.may_write_bid, load=bidding.bid)
def plan_to_coach(bid: Bid) -> ResponseReturnValue:
    """The whole plan to the coach."""
    return _to_coach(bid, None)


@pages.route(f"{ONE}/coach", methods=["GET", "POST"])
@guarded(permissions.may_write_section, load=queries.section)
def section_to_coach(section: Section) -> ResponseReturnValue:
    """One section to the coach."""
    return _to_coach(section.bid, section)


def _to_coach(bid: Bid, section: Section | None) -> ResponseReturnValue:
    form, by, wish = ConfirmationForm(), viewer(), wish_in(request.form)
    done = carry_out(form, lambda: coaching.hand_in(bid, section, by=by, now=clock.now(), wish=wish))
    if done is None:
        latest = latest_round(bid.cooperative, coached.KIND, coached.ref_of(bid, section))
        return form_page(
            "bids/to_coach.html",
            form,
            bid=bid,
            section=section,
            group=bid.cooperative,
            ref=coached.ref_of(bid, section),
            items=coaching.items(bid, section),
            is_empty=not queries.text_sections(bid),
            latest=latest,
        )
    return after_hand_in(bid.cooperative, done.value, wish, otherwise=request.path)


@pages.post(f"{HERE}/terughalen")
@guarded(bid_permissions.may_write_bid, load=bidding.bid)
def take_plan_back(bid: Bid) -> ResponseReturnValue:
    """The whole plan back from the coach."""
    _take_back(bid, None)
    return to_sections(bid)


@pages.post(f"{ONE}/terughalen")
@guarded(permissions.may_write_section, load=queries.section)
def take_section_back(section: Section) -> ResponseReturnValue:
    """A section back from the coach."""
    _take_back(section.bid, section)
    return to_section(section)


def _take_back(bid: Bid, section: Section | None) -> None:
    if carry_out_or_flash(lambda: coaching.take_back(bid, section)) is not None:
        flash(_("Taken back. You can go on writing."))


@pages.post(f"{ONE}/verplaatsen")
@guarded(permissions.may_write_section, load=queries.section)
def move_section(section: Section) -> ResponseReturnValue:
    """One place up or down."""
    step = -1 if request.form.get("to") == "up" else 1
    carry_out_or_flash(lambda: services.move(section, step))
    return to_sections(section.bid)


@pages.post(f"{ONE}/verwijderen")
@guarded(permissions.may_write_section, load=queries.section)
def remove_section(section: Section) -> ResponseReturnValue:
    """Take away an empty heading of one's own."""
    bid, place = section.bid, args_of(section)
    alone = latest_round(bid.cooperative, coached.KIND, coached.ref_of(bid, section))
    was_read = alone is not None and alone.with_coach
    if carry_out_or_flash(lambda: services.remove_own(section, now=clock.now())) is None:
        return redirect(url_for("bids.section", **place))
    if was_read:
        flash(_("Removed. It was with your coach: nobody has to read it any more, and a coach who began gets a mail."))
    else:
        flash(_("Removed."))
    return to_sections(bid)
