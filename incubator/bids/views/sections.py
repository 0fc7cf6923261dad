"""Pages where the plan is written: the overview, and each section."""

from dataclasses import dataclass, replace
from typing import Any

from flask import abort, current_app, flash, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.exceptions import HTTPException
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded, viewer
from incubator.bids.forms.sections import OwnSectionForm, SectionForm, SectionTermsForm
from incubator.bids.messages import sections as words
from incubator.bids.models import Bid, Section
from incubator.bids.permissions import bidding as bid_permissions
from incubator.bids.permissions import writing as permissions
from incubator.bids.queries import amounts, bidding, checking, coached, reuse
from incubator.bids.queries import sections as queries
from incubator.bids.rules import sections as rules
from incubator.bids.rules.examples import example_for
from incubator.bids.services import coaching
from incubator.bids.services import sections as services
from incubator.bids.services.sections import SectionTerms
from incubator.bids.views.blueprint import pages
from incubator.cooperatives import queries as cooperatives
from incubator.core import clock
from incubator.core.db import transaction
from incubator.core.errors import RuleViolation
from incubator.core.forms import ConfirmationForm
from incubator.core.i18n import explain
from incubator.core.reference.sectors import sectors_of
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.core.word_differences import word_differences
from incubator.learning.values import Merged
from incubator.notices.messages import lot_name
from incubator.reviews.models import Round
from incubator.reviews.queries import latest_round
from incubator.reviews.values import RoundStage

HERE = "/cooperaties/<slug>/inschrijvingen/<int:bid_id>/schrijven"
ONE = f"{HERE}/<int:section_id>"


def args_of(section: Section) -> dict[str, Any]:
    """What the address of a section has."""
    bid = section.bid
    return {"slug": bid.cooperative.slug, "bid_id": bid.id, "section_id": section.id}


def to_sections(bid: Bid) -> ResponseReturnValue:
    return redirect(url_for("bids.sections", slug=bid.cooperative.slug, bid_id=bid.id))


def to_section(section: Section, anchor: str | None = None) -> ResponseReturnValue:
    return redirect(url_for("bids.section", _anchor=anchor, **args_of(section)))


def page_of(bid: Bid, part: str) -> str:
    """A page below that of the bid; the page of the bid itself where there is none of this name."""
    page = url_for("bids.show", slug=bid.cooperative.slug, bid_id=bid.id)
    try:
        current_app.url_map.bind("").match(f"{page}/{part}")
    except HTTPException:
        return page
    return f"{page}/{part}"


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section as the overview shows it."""

    section: Section
    lot: str
    stands: bool  # its lot is one on which the bid is
    is_price: bool
    stake: str
    length: str
    too_long: bool
    open_parts: int
    comments: int
    stale: int
    remarks: int  # of the coach, that nobody settled
    sent_back: bool


@pages.get(HERE)
@guarded(bid_permissions.may_see_bid, load=bidding.bid)
def sections(bid: Bid) -> ResponseReturnValue:
    """The sections of the plan, in their order."""
    rows = _rows(bid)
    standing = [row for row in rows if row.stands]
    away = [row for row in rows if not row.stands]
    return render_template(
        "bids/sections.html",
        bid=bid,
        group=bid.cooperative,
        rows=standing,
        away=away,
        weights=words.weights_by_lot(row.section for row in standing),
        is_open=queries.is_open(bid),
        may_write=bid_permissions.may_write_bid(current_user, bid),
        latest=latest_round(bid.cooperative, coached.KIND, coached.ref_of(bid)),
        ref=coached.ref_of(bid),
        taken_back=not queries.is_open(bid) and coached.ended_with_bid(bid),
        form=ConfirmationForm(),
    )


def _rows(bid: Bid) -> list[SectionRow]:
    comments = queries.open_comments(bid)
    stale: dict[int, int] = {}
    for text in reuse.to_look_at(bid, checking.day_of(bid, clock.now())):
        stale[text.section_id] = stale.get(text.section_id, 0) + 1
    rounds = coached.standing(bid)
    rows = []
    for section in queries.sections(bid):
        remarks = coached.open_remarks(section, rounds)
        alone = rounds.get(coached.ref_of(bid, section))
        row = _row(section, comments.get(section.id, 0), stale.get(section.id, 0))
        rows.append(replace(row, remarks=sum(map(len, remarks.values())), sent_back=_is_sent_back(alone)))
    return rows


def _is_sent_back(alone: Round | None) -> bool:
    return alone is not None and alone.stage is RoundStage.RETURNED


def _row(section: Section, comments: int, stale: int) -> SectionRow:
    texts = queries.texts_of(section)
    length = _length(section)
    return SectionRow(
        section=section,
        lot=lot_name(section.lot) if section.lot else "",
        stands=queries.is_of_bid(section.bid, section.lot),
        is_price=rules.is_price(section.title),
        stake=words.stake_of(section.requirement),
        length=words.length_in_words(length),
        too_long=length.too_long,
        open_parts=len(rules.open_parts(texts)),
        comments=comments,
        stale=stale,
        remarks=0,
        sent_back=False,
    )


def _length(section: Section) -> rules.SectionLength:
    texts = queries.texts_of(section).values()
    return rules.length_of(texts, page_limit=section.page_limit, word_limit=section.word_limit)


@pages.post(f"{HERE}/maken")
@guarded(bid_permissions.may_write_bid, load=bidding.bid)
def make_sections(bid: Bid) -> ResponseReturnValue:
    """A section for each criterion that has none yet."""
    done = carry_out_or_flash(lambda: services.make_sections(bid, now=clock.now()))
    if done is not None:
        made = done.value
        if made:
            flash(ngettext("%(num)d section has been made.", "%(num)d sections have been made.", made))
        else:
            flash(_("There is no criterion without a section."))
    return to_sections(bid)


@pages.route(f"{HERE}/eigen", methods=["GET", "POST"])
@guarded(bid_permissions.may_write_bid, load=bidding.bid)
def own_section(bid: Bid) -> ResponseReturnValue:
    """A heading of one's own."""
    form = OwnSectionForm()
    done = carry_out(form, lambda: services.add_own(bid, form.title.data or "", now=clock.now()))
    if done is None:
        return form_page("bids/own_section.html", form, bid=bid, group=bid.cooperative)
    return to_section(done.value)


@pages.route(ONE, methods=["GET", "POST"])
@guarded(permissions.may_see_section, load=queries.section)
def section(section: Section) -> ResponseReturnValue:
    """Read and write one section. Who changed the same part as someone else sees both."""
    may_write = permissions.may_write_section(current_user, section)
    form = SectionForm(data={**queries.texts_of(section), "revision": str(section.revision)})
    if not may_write and form.is_submitted():
        abort(403)
    if not may_write:
        return _page(section, form, may_write=False)
    began_with = form.number_of_revision()
    done = carry_out(
        form, lambda: services.save(section, form.texts(), began_with=began_with, by=viewer(), now=clock.now())
    )
    if done is None:
        return _page(section, form, may_write=True)
    if done.value.conflicts:
        return _conflict_page(section, form, done.value)
    flash(_("Saved. Everyone in your group can go on from here."))
    return to_section(section)


def _conflict_page(section: Section, form: SectionForm, merged: Merged) -> ResponseReturnValue:
    """What was typed is in the fields, what others stored beside it. From here on the page knows of both, and may be saved."""
    form.revision.data = str(section.revision)
    for part, text in merged.answers.items():
        form[part].data = text
    form.refused_with = 409
    theirs = {conflict.question: conflict.theirs for conflict in merged.conflicts}
    differences = {part: word_differences(text, merged.answers[part]) for part, text in theirs.items()}
    page = _shown(section, form, may_write=True, theirs=theirs, differences=differences)
    return page, 409


def _page(section: Section, form: SectionForm, *, may_write: bool) -> ResponseReturnValue:
    return _shown(section, form, may_write=may_write, theirs={}, differences={}), form.status


def _shown(section: Section, form: SectionForm, *, may_write: bool, **more: Any) -> str:
    bid = section.bid
    group = bid.cooperative
    day = checking.day_of(bid, clock.now())
    rounds = coached.standing(bid)
    is_price = rules.is_price(section.title)
    stale = [text for text in reuse.to_look_at(bid, day) if text.section_id == section.id]
    return render_template(
        "bids/section.html",
        bid=bid,
        group=group,
        section=section,
        form=form,
        args=args_of(section),
        words=words,
        is_price=is_price,
        price_page=page_of(bid, "prijs"),
        stake=words.stake_of(section.requirement),
        length=_length(section),
        length_words=words.length_in_words(_length(section)),
        words_per_page=rules.WORDS_PER_PAGE,
        example=example_for(section.title, _own_sectors(bid)),
        stale=stale,
        kept_amounts=amounts.kept_from_buyer(bid).get(section.id, []),
        asks_amount=not is_price and amounts.may_stand(section),
        comments=queries.comments(section),
        latest=coaching.latest_about(section, rounds),
        coach_remarks=coached.open_remarks(section, rounds),
        ref=coached.ref_of(bid, section),
        is_open=queries.is_open(bid),
        may_write=may_write,
        may_comment=permissions.may_comment_section(current_user, section),
        **more,
    )


def _own_sectors(bid: Bid) -> frozenset[str]:
    """The kinds of work of the group and of this bid: an example comes from elsewhere, so that nobody copies it."""
    own: set[str] = set()
    chosen = cooperatives.holding_values(bid.cooperative).get("offer.sectors")
    if isinstance(chosen, list):
        own.update(map(str, chosen))
    for code in bid.work.content.cpv:
        own.update(sector.id for sector in sectors_of(code))
    return frozenset(own)


@pages.post(f"{ONE}/bewaren")
@guarded(permissions.may_write_section, load=queries.section)
def autosave_section(section: Section) -> ResponseReturnValue:
    """Keep what is being typed. When someone else saved in between nothing is stored: saving by hand shows both."""
    form = SectionForm()
    try:
        with transaction():
            stored = services.save_as_typed(
                section, form.texts(), began_with=form.number_of_revision(), by=viewer(), now=clock.now()
            )
    except RuleViolation as broken_rule:
        return jsonify(error=explain(broken_rule)), 422 if broken_rule.field is not None else 409
    return jsonify(version=stored)


@pages.route(f"{ONE}/afspraken", methods=["GET", "POST"])
@guarded(permissions.may_write_section, load=queries.section)
def section_terms(section: Section) -> ResponseReturnValue:
    """Who writes a section, and how long it may be."""
    form = SectionTermsForm(data=_standing(section))
    form.owner.choices = owner_choices(section.bid.cooperative)
    # The heading of a criterion is the buyer's: nobody changes it here.
    if section.requirement_id is not None:
        # A field that is not sent cannot be changed by a form that somebody made up either.
        del form.title
    if carry_out(form, lambda: _settle(section, form)) is None:
        return form_page(
            "bids/section_terms.html", form, section=section, bid=section.bid, group=section.bid.cooperative
        )
    flash(_("Saved."))
    return to_section(section)


def owner_choices(group: Any) -> list[SelectChoice]:
    """Who takes part now, and nobody."""
    people = [SelectChoice(str(item.user_id), item.user.name) for item in cooperatives.participants(group)]
    return [SelectChoice("", _("nobody yet")), *people]


def _standing(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "owner": str(section.owner_id or ""),
        "page_limit": section.page_limit,
        "word_limit": section.word_limit,
    }


def _settle(section: Section, form: SectionTermsForm) -> None:
    standing = _standing(services.locked(section))
    form.settle({name: value for name, value in standing.items() if name in form})
    owner = form.owner.data
    title = form.title.data or "" if "title" in form else ""
    terms = SectionTerms(int(owner) if owner else None, form.page_limit.data, form.word_limit.data, title)
    services.settle(section, terms)
