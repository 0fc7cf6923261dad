"""What the statutes say on a day: asked by every feature that counts terms, votes or money."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from incubator.cooperatives.models import Cooperative
from incubator.statutes.documents.comparing import as_articles
from incubator.statutes.documents.terms import terms_of
from incubator.statutes.models import StatutesVersion
from incubator.statutes.queries import newest_deed, versions_of
from incubator.statutes.queries.amending import statutes_of
from incubator.statutes.values.read_deed import TextArticle
from incubator.statutes.values.terms import TermsInForce


def in_force(group: Cooperative, on: date) -> TermsInForce | None:
    """The terms that held on a day, each with its article in the deed; None when no deed had been signed by then."""
    return in_force_of([group], on).get(group.id)


def in_force_of(groups: Sequence[Cooperative], on: date) -> dict[int, TermsInForce]:
    """The same for several groups, by the number of each that had a deed, in one question."""
    of_group: dict[int, list[StatutesVersion]] = defaultdict(list)
    for version in versions_of(groups):
        of_group[version.cooperative_id].append(version)
    terms = {}
    for number, known in of_group.items():
        # By the day of the deed and not of the decision: adopted statutes do not hold yet (G-17, BW 2:43(5)).
        held = newest_deed(known, on)
        if held is not None and held.deed_on is not None:
            terms[number] = _terms_of(held, held.deed_on)
    return terms


def _terms_of(version: StatutesVersion, deed_on: date) -> TermsInForce:
    statutes = statutes_of(version)
    written = as_articles(statutes)
    if version.returned_articles is not None:
        # The notary's own numbers hold, and an article in other words may say something else than the answers.
        written = [
            TextArticle(kept["number"], "", (), kept["clause"], kept["differs"]) for kept in version.returned_articles
        ]
    return TermsInForce(version.number, deed_on, terms_of(statutes, written))
