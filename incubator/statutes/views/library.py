"""Pages of the clause library, for coaches and managers: read it, propose another text, decide on a proposal."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, is_coach, is_manager, viewer
from incubator.core import clock
from incubator.core.forms import search_words
from incubator.core.i18n import language
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.statutes import permissions
from incubator.statutes.documents.comparing import line_changes
from incubator.statutes.documents.condition_words import when_in_words
from incubator.statutes.documents.library_use import pieces
from incubator.statutes.documents.linting.proposals import LibraryClause
from incubator.statutes.forms.proposals import ACCEPT, DecisionForm, ProposalForm
from incubator.statutes.messages import proposals as messages
from incubator.statutes.models import ClauseProposal
from incubator.statutes.queries import proposals as queries
from incubator.statutes.services import proposals as services

pages = Blueprint("clause_library", __name__, url_prefix="/statuten/modelteksten")


@pages.get("/")
@guarded(is_coach)
def index() -> ResponseReturnValue:
    """The library by article, what waits for a decision, and what no longer fits."""
    words = search_words(request.args.get("zoek"))
    waiting = queries.waiting_proposals()
    return render_template(
        "statutes/library.html",
        words=words,
        articles=queries.searched_articles(words),
        waiting=waiting,
        counts=queries.waiting_by_clause(waiting),
        unfitting=queries.unfitting_proposals(),
        version=queries.library_version(),
        title_of=queries.title_of,
        law_words=messages.law_in_this_language,
        pieces=pieces,
        when_in_words=when_in_words,
        spoken=language(),
    )


@pages.get("/bepalingen/<clause>")
@guarded(is_coach, load=queries.known_clause)
def clause(standing: LibraryClause) -> ResponseReturnValue:
    """A clause: its text, what it means, when it is used, and what was proposed."""
    return render_template(
        "statutes/library_clause.html",
        standing=standing,
        proposals=queries.proposals_for(standing.id),
        states=messages.STATES,
        badges=messages.STATE_BADGES,
        law_words=messages.law_in_this_language,
        pieces=pieces,
        when_in_words=when_in_words,
        spoken=language(),
    )


@pages.route("/bepalingen/<clause>/voorstel", methods=["GET", "POST"])
@guarded(is_coach, load=queries.known_clause)
def propose(standing: LibraryClause) -> ResponseReturnValue:
    """Propose another text."""
    text = standing.text
    law = messages.law_in_this_language(standing.raw.get("law", standing.article["law"]))
    form = ProposalForm(data={"text": text.text, "plain": text.plain, "plain_en": text.plain_en, "law": law})
    done = carry_out(form, lambda: _propose(form, standing.id).id)
    if done is None:
        # Who was shown that the text changed has now looked at it as it is.
        form.looked_at.data = text.digest
        return form_page("statutes/library_propose.html", form, standing=standing, pieces=pieces)
    flash(_("Your proposal has been kept. A manager decides on it."))
    return redirect(url_for("clause_library.proposal", proposal_id=done.value))


def _propose(form: ProposalForm, name: str) -> ClauseProposal:
    proposed = form.proposed()
    # The service raises the first of these itself.
    for refused in services.refusals(name, proposed)[1:]:
        form.refuse(refused)
    return services.propose(
        name,
        services.ProposedText(
            proposed,
            looked_at=form.looked_at.data or "",
            reason=form.reason.data or "",
            law=form.law.data or "",
            on_behalf_of=form.on_behalf_of.data or "",
        ),
        by=viewer(),
        now=clock.now(),
    )


@pages.get("/voorstellen/<int:proposal_id>")
@guarded(is_coach, load=queries.proposal)
def proposal(made: ClauseProposal) -> ResponseReturnValue:
    """A proposal: old and new word by word, why, and what became of it."""
    return _page(made, DecisionForm())


@pages.route("/voorstellen/<int:proposal_id>/besluit", methods=["GET", "POST"])
@guarded(is_manager, load=queries.proposal)
def decide(made: ClauseProposal) -> ResponseReturnValue:
    """Accept or decline."""
    form = DecisionForm()
    decision = services.accept if form.decision.data == ACCEPT else services.decline
    done = carry_out(form, lambda: decision(made, form.remark.data or "", by=viewer(), now=clock.now()))
    if done is None:
        return _page(made, form)
    flash(_("Saved. Whoever proposed it gets a mail."))
    return redirect(url_for("clause_library.proposal", proposal_id=made.id))


@pages.post("/voorstellen/<int:proposal_id>/intrekken")
@guarded(permissions.may_withdraw, load=queries.proposal)
def withdraw(made: ClauseProposal) -> ResponseReturnValue:
    """Take a proposal of one's own back."""
    if carry_out_or_flash(lambda: services.withdraw(made, now=clock.now())):
        flash(_("Your proposal has been withdrawn."))
    return redirect(url_for("clause_library.proposal", proposal_id=made.id))


def _page(made: ClauseProposal, form: DecisionForm) -> ResponseReturnValue:
    reader = viewer()
    is_own = made.author_id == reader.id
    has_others = bool(queries.other_managers(reader))
    return form_page(
        "statutes/library_proposal.html",
        form,
        proposal=made,
        weighed=queries.weighed(made),
        title=queries.title_of(made.clause),
        states=messages.STATES,
        badges=messages.STATE_BADGES,
        in_a_sentence=messages.in_a_sentence,
        line_changes=line_changes,
        is_own=is_own,
        decides=made.is_open and is_manager(reader) and not (is_own and has_others),
        manages=is_manager(reader),
    )
