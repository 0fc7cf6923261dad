"""What is known of work before a coach opens it, asked of the features that it belongs to: once for each kind."""

from collections.abc import Sequence

from incubator.accounts.models import User
from incubator.reviews import queries
from incubator.reviews.queries import RoundPlace
from incubator.reviews.services.kinds import KINDS
from incubator.reviews.values import ClosingTerms, no_terms


def terms_in_reach(viewer: User) -> dict[int, ClosingTerms]:
    """Of all work that waits for a coach and that this viewer can read, by the number of its round."""
    kinds = [name for name, kind in KINDS.items() if kind.terms is not no_terms]
    return terms_of(queries.places_waiting(viewer, kinds))


def terms_of(places: Sequence[RoundPlace]) -> dict[int, ClosingTerms]:
    """The same of these rounds."""
    known: dict[int, ClosingTerms] = {}
    for name in {place.kind for place in places}:
        of_kind = [place for place in places if place.kind == name]
        terms = KINDS[name].terms(sorted({place.ref for place in of_kind}))
        known.update({place.round_id: terms[place.ref] for place in of_kind if place.ref in terms})
    return known
