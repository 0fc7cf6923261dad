"""By which road a group could get a task: each road with what speaks for and against it, what it asks, and who decides.

A road is open when nothing that we know stands in its way, closed only by what was read in the law or is known second hand, and
undecided when something is unknown or only the buyer decides. No answer here promises a contract.
"""

from incubator.challenges.rules.routes import agreeing, reserved, tendering
from incubator.challenges.rules.routes.regimes import regime
from incubator.challenges.values import Regulation
from incubator.challenges.values.routes import RouteAnswer, RouteQuestion

__all__ = ["by_openness", "regime", "roads"]


def roads(question: RouteQuestion, regulation: Regulation | None) -> tuple[RouteAnswer, ...]:
    """All roads to this task, in their fixed order. `regulation`: what is known of the rules of the buyer."""
    state = regime(question)
    return (
        agreeing.challenge(question, regulation, state),
        tendering.single_quote(question, state),
        tendering.several_quotes(question, state),
        reserved.participatory(question),
        reserved.sheltered(question),
        tendering.social_regime(question, state),
        tendering.national_open(state),
        tendering.european(state),
        agreeing.lot(question, state),
        agreeing.consortium(),
        agreeing.subsidy(),
        agreeing.public_civic(),
    )


def by_openness(answer: RouteAnswer) -> int:
    """Open roads first, closed ones last: for sorting."""
    return {True: 0, None: 1, False: 2}[answer.open]
