"""The page on which a member votes: on a phone, with a bad connection. A vote is stored once, or visibly not."""

import secrets

from flask import abort, flash, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.db import transaction
from incubator.core.errors import RuleViolation
from incubator.core.i18n import explain
from incubator.core.web import carry_out_or_flash, wants_json
from incubator.meetings.forms.holding import BallotForm, ConsentForm, SeveralBallotForm
from incubator.meetings.messages import holding as words
from incubator.meetings.models import Meeting, RollEntry, VotingRound
from incubator.meetings.permissions import holding as permissions
from incubator.meetings.queries import electorate
from incubator.meetings.queries import rounds as queries
from incubator.meetings.services import holding as presence
from incubator.meetings.services import voting as services
from incubator.meetings.values import MeetingState
from incubator.meetings.values.holding import RoundState, VoteReceipt, VotingWay
from incubator.meetings.views.blueprint import pages
from incubator.meetings.views.hall import HERE
from incubator.register.models import Member
from incubator.register.queries.linking import own_seat

AnyBallotForm = BallotForm | SeveralBallotForm
CONTINUING = {MeetingState.CONVENED, MeetingState.OPEN}


def _ballot_form(entry: RollEntry) -> AnyBallotForm:
    """The form of one place on the roll; each on the page has names of its own."""
    voted_on = entry.round
    prefix = f"stem{entry.id}-"
    if voted_on.seats > 1:
        several = SeveralBallotForm(prefix=prefix)
        several.choices.choices = _choices(voted_on)
        return several
    kind = ConsentForm if voted_on.way is VotingWay.CONSENT else BallotForm
    form = kind(prefix=prefix)
    form.choice.choices = _choices(voted_on)
    return form


def _choices(voted_on: VotingRound) -> list[SelectChoice]:
    return [SelectChoice(key, label) for key, label in words.labels_of(voted_on)]


@pages.get(f"{HERE}/stemmen")
@guarded(permissions.may_attend, load=queries.held)
def my_vote(meeting: Meeting) -> ResponseReturnValue:
    """What a member votes on now."""
    return render_template("meetings/at_vote.html", **_page(meeting, {}))


def _page(meeting: Meeting, sent: dict[int, AnyBallotForm]) -> dict[str, object]:
    voted_on = queries.open_round(meeting)
    person = queries.person_of(current_user, meeting)
    entries = queries.entries_of(current_user, voted_on) if voted_on else []
    forms = {}
    for entry in entries:
        form = sent.get(entry.id) or _ballot_form(entry)
        # Anew for every page: the same button twice is known by it, another device has another.
        form.token.data = form.token.data or secrets.token_hex(16)
        forms[entry.id] = form
    held = queries.rounds(meeting)
    return {
        "meeting": meeting,
        "group": meeting.cooperative,
        "round": voted_on,
        "entries": entries,
        "forms_of": forms,
        "member": person,
        "advises": person is None and own_seat(viewer(), meeting.cooperative.slug, clock.today()) is not None,
        "may_give_proxy": isinstance(person, Member),
        "sees_group": queries.sees_group(current_user, meeting.cooperative),
        "is_here": person is not None and presence.number_of(person) in electorate.here(meeting),
        "continues": meeting.state in CONTINUING,
        "elsewhere": electorate.elsewhere_term(meeting.cooperative, electorate.day_of(meeting)),
        "announced": [before for before in held if before.state is RoundState.ANNOUNCED],
        "words": words,
        "shown": services.CODE_SHOWN,
    }


@pages.post(f"{HERE}/van-elders")
@guarded(permissions.may_attend, load=queries.held)
def take_part_from_elsewhere(meeting: Meeting) -> ResponseReturnValue:
    """A member, or a director who is none, is not in the room and takes part, where the statutes let people vote like that."""
    person = queries.person_of(current_user, meeting)
    if person is None:
        abort(404)
    slug, number = meeting.cooperative.slug, meeting.number
    if carry_out_or_flash(lambda: presence.take_part_from_elsewhere(meeting, person, now=clock.now())):
        flash(_("You take part from elsewhere. You stand on the list of the next vote."))
    return redirect(url_for("meetings.my_vote", slug=slug, number=number))


@pages.post(f"{HERE}/stemmingen/<int:round_number>/stem/<int:roll_entry_id>")
@guarded(permissions.may_cast, load=queries.own_entry)
def cast(entry: RollEntry) -> ResponseReturnValue:
    """Cast a vote. The answer says whether it was stored; of a secret vote it never says what."""
    form, meeting, entry_id = _ballot_form(entry), entry.round.meeting, entry.id
    slug, number = meeting.cooperative.slug, meeting.number
    answer = _stored(entry, form)
    if isinstance(answer, str) and wants_json():
        return jsonify(stored=False, words=answer), 422
    if isinstance(answer, str):
        form.form_errors.append(answer)
        return render_template("meetings/at_vote.html", **_page(meeting, {entry_id: form}), refusal=answer), 422
    _say(answer)
    following = url_for("meetings.my_vote", slug=slug, number=number)
    if wants_json():
        return jsonify(stored=True, next=following)
    return redirect(following)


def _stored(entry: RollEntry, form: AnyBallotForm) -> VoteReceipt | str:
    """Store the vote, and give the receipt; or the sentence that says why it was not stored."""
    if not form.validate_on_submit():
        return _("Choose what you vote. Nothing was stored.")
    try:
        with transaction():
            return services.cast(entry, form.vote(), token=form.token.data or "", by=current_user)
    except RuleViolation as refusal:
        return explain(refusal)


def _say(receipt: VoteReceipt) -> None:
    """What the next page says."""
    if receipt.again:
        # True for who lost the answer and for who went back and chose something else: which of the two it is, only a vote
        # that is kept with its voter could tell.
        flash(_("Your vote was in already. What you chose now changes nothing about it."), "warning")
    elif not wants_json():
        flash(_("Your vote has been stored."))
