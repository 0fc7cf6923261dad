"""The vote by dots."""

from flask import flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.neighbourhood import permissions as neighbourhoods
from incubator.neighbourhood.messages import tell_of_vote
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import neighbourhood as place_in_sight
from incubator.steps import permissions
from incubator.steps.forms.dreams import VoteForm, dots_form
from incubator.steps.models import DotVote
from incubator.steps.queries import dreams as queries
from incubator.steps.services import dreams as services
from incubator.steps.views.blueprint import pages
from incubator.steps.views.dreams import LIST, back_to_dreams, to_dreams


@pages.route(f"{LIST}/stemmen/nieuw", methods=["GET", "POST"])
@guarded(neighbourhoods.may_drive, load=place_in_sight)
def open_vote(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    form = VoteForm(data={"dots": 3})
    if carry_out(form, lambda: _open(neighbourhood, form)):
        flash(_("The vote is open."))
        return to_dreams(neighbourhood)
    return form_page("steps/form.html", form, back=back_to_dreams(neighbourhood), heading=_("Begin a vote by dots"))


def _open(neighbourhood: Neighbourhood, form: VoteForm) -> None:
    vote = services.open_vote(neighbourhood, form.terms(), now=clock.now(), today=clock.today())
    page = url_for("steps.give_dots", slug=neighbourhood.slug, vote_id=vote.id)
    key = f"dots:{vote.id}"
    tell_of_vote(neighbourhood, about=vote.title, last_day=vote.last_day, page=page, key=key, by=viewer())


@pages.route(f"{LIST}/stemmen/<int:vote_id>", methods=["GET", "POST"])
@guarded(permissions.may_fill, load=queries.vote)
def give_dots(vote: DotVote) -> ResponseReturnValue:
    """Spread one's dots; they can be spread again until the vote closes."""
    place, voter = vote.neighbourhood, viewer()
    # Combined cards are read below another: a dot on one of them would count for nothing.
    cards = [(card.id, card.title) for card in queries.cards(place.id)]
    form = dots_form(cards, queries.given_by(voter, vote))
    if carry_out(form, lambda: services.give(vote, form.spread(), by=voter, today=clock.today())):
        flash(_("Your dots are saved."))
        return to_dreams(place)
    return form_page("steps/form.html", form, back=back_to_dreams(place), heading=vote.title)


@pages.post(f"{LIST}/stemmen/<int:vote_id>/sluiten")
@guarded(permissions.may_close, load=queries.vote)
def close_vote(vote: DotVote) -> ResponseReturnValue:
    place = vote.neighbourhood
    if carry_out_or_flash(lambda: services.close_vote(vote, now=clock.now())):
        flash(_("The vote is closed."))
    return to_dreams(place)
