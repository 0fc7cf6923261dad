"""What the statutes say on a day: asked by every feature that counts terms, votes or money."""

from datetime import date

from incubator.cooperatives.models import Cooperative
from incubator.statutes.documents.comparing import as_articles
from incubator.statutes.documents.terms import terms_of
from incubator.statutes.queries import effective
from incubator.statutes.queries.amending import statutes_of
from incubator.statutes.values.read_deed import TextArticle
from incubator.statutes.values.terms import TermsInForce


def in_force(group: Cooperative, on: date) -> TermsInForce | None:
    """The terms that held on a day, each with its article in the deed; None when no deed had been signed by then."""
    version = effective(group, on)
    if version is None or version.deed_on is None:
        return None
    statutes = statutes_of(version)
    written = as_articles(statutes)
    if version.returned_articles is not None:
        # The notary's own numbers hold, and an article in other words may say something else than the answers.
        written = [
            TextArticle(kept["number"], "", (), kept["clause"], kept["differs"]) for kept in version.returned_articles
        ]
    return TermsInForce(version.number, version.deed_on, terms_of(statutes, written))
