"""Contracts that are reserved: for participatory organisations (art. 77, 2.82a) and for social integration (art. 20, 2.82).

Each condition is checked by itself. A condition that is known not to be met closes the road; what is only known from memory never does.
"""

from collections.abc import Iterable
from decimal import Decimal

from incubator.challenges.rules.routes.sources import read, second_hand
from incubator.challenges.values.routes import (
    ConditionState,
    RouteAnswer,
    RouteCondition,
    RouteName,
    RouteQuestion,
    RouteReason,
)
from incubator.core.i18n import mark as N_
from incubator.core.reference import thresholds

LONGEST_MONTHS = 36
LEAST_SHARE = Decimal("0.30")
NEVER_BLOCKS = "C"
BY_THE_BUYER = "notice-refers-to-article"  # the buyer writes it; until then it is something to ask for

SENTENCES = {
    "services-in-code-list": N_("The work is on the list of 115 codes for health, social and cultural services."),
    "public-mission": N_("Your statutes name a public task as your purpose that belongs to this work."),
    "profits-reinvested": N_(
        "Profit goes back into that purpose; what is shared out follows the work, not the money put in."
    ),
    "participatory": N_("Who works in it owns it or leads it, or takes an active part."),
    "no-earlier-reserved-contract": N_(
        "This buyer gave you no contract for the same services in this way in the past three years."
    ),
    "at-most-three-years": N_("The contract takes three years at most."),
    BY_THE_BUYER: N_("The notice names the article by which the contract is reserved."),
    "thirty-percent": N_(
        "At least 30 percent of who works with you has an occupational disability or a distance to work."
    ),
    "integration-is-main-aim": N_("Your main aim is to bring these people into work and society."),
}

STATES = {
    ConditionState.MET: N_("Met: %(condition)s"),
    ConditionState.NOT_MET: N_("Not met: %(condition)s"),
    ConditionState.UNKNOWN: N_("To find out: %(condition)s"),
}


def participatory(question: RouteQuestion) -> RouteAnswer:
    """Art. 77 of the directive: six conditions and the list of codes."""
    group = question.cooperative
    conditions = (
        _condition("services-in-code-list", _in_list(question), "A"),
        _condition("public-mission", group.public_mission, "B"),
        _condition("profits-reinvested", group.profits_reinvested, "B"),
        _condition("participatory", _takes_part(group.worker_owned, group.participatory), "B"),
        _condition("no-earlier-reserved-contract", _negated(group.contract_with_buyer_last_3_years), "B"),
        _condition("at-most-three-years", _short_enough(question), "B"),
        _condition(BY_THE_BUYER, question.refers_to_article, "B"),
    )
    return RouteAnswer(
        RouteName.RESERVED_PARTICIPATORY,
        openness(conditions),
        speaks_for=(
            RouteReason(N_("Only organisations of this kind may bid: no large company can take part.")),
            *_in_state(conditions, ConditionState.MET),
        ),
        against=_in_state(conditions, ConditionState.NOT_MET),
        needs=(
            *_in_state(conditions, ConditionState.UNKNOWN),
            RouteReason(
                N_("The buyer chooses to reserve the contract, and says so in the notice. Ask for it in time.")
            ),
        ),
        risks=(
            RouteReason(N_("After such a contract the same buyer cannot do it again for you for three years.")),
            RouteReason(N_("We have not read the Dutch article itself: let the buyer or a lawyer confirm it.")),
        ),
        decides=RouteReason(N_("The buyer of the contract, before the notice is published.")),
        call=RouteReason(N_("The purchasing officer of the department that the work belongs to.")),
        next_step=RouteReason(
            N_("Ask the buyer during the market consultation to reserve the contract by article 2.82a.")
        ),
        articles=second_hand("Aw 2012 art. 2.82a", "Richtlijn 2014/24/EU art. 77"),
        conditions=conditions,
    )


def sheltered(question: RouteQuestion) -> RouteAnswer:
    """Art. 20 of the directive: sheltered workshops, and who mainly aims at integration. Any work, any value."""
    group = question.cooperative
    share = group.disadvantaged_share
    conditions = (
        _condition("thirty-percent", None if share is None else share >= LEAST_SHARE, "A"),
        _condition("integration-is-main-aim", group.integration_is_main_aim, "A"),
        _condition(BY_THE_BUYER, question.refers_to_article, "A"),
    )
    return RouteAnswer(
        RouteName.RESERVED_SHELTERED,
        openness(conditions),
        speaks_for=(
            RouteReason(N_("It may be about any kind of work and any amount.")),
            *_in_state(conditions, ConditionState.MET),
        ),
        against=(
            *_in_state(conditions, ConditionState.NOT_MET),
            RouteReason(N_("A cooperative of workers does not qualify just because it is a cooperative.")),
        ),
        needs=(
            *_in_state(conditions, ConditionState.UNKNOWN),
            RouteReason(N_("Proof: buyers often ask for PSO 30+, a certificate that takes about a year to get.")),
        ),
        risks=(RouteReason(N_("The share must stay at 30 percent or more as long as the contract runs.")),),
        decides=RouteReason(N_("The buyer of the contract, before the notice is published.")),
        call=RouteReason(N_("The purchasing officer, and the team for work and income of the municipality.")),
        next_step=RouteReason(
            N_("Count how many of you belong to this group, and ask the buyer which proof it takes.")
        ),
        articles=read("Aw 2012 art. 2.82"),
        conditions=conditions,
    )


def openness(conditions: Iterable[RouteCondition]) -> bool | None:
    """False when a condition is known not to be met, True when all are met; what the buyer still has to write is not asked of you."""
    unknown = False
    for condition in conditions:
        if condition.state is ConditionState.NOT_MET and condition.mark != NEVER_BLOCKS:
            return False
        unknown = unknown or (condition.state is not ConditionState.MET and condition.name != BY_THE_BUYER)
    return None if unknown else True


def _condition(name: str, met: bool | None, mark: str) -> RouteCondition:
    state = {True: ConditionState.MET, False: ConditionState.NOT_MET, None: ConditionState.UNKNOWN}[met]
    return RouteCondition(name, state, RouteReason(SENTENCES[name]), mark)


def _in_list(question: RouteQuestion) -> bool | None:
    """Only the list of codes decides, not their parents or children; codes on and off the list together are a question."""
    if question.nature != "services":
        return False
    listed = {code in thresholds.reservable_codes() for code in question.cpv}
    if len(listed) == 1:
        return listed.pop()
    return None


def _takes_part(worker_owned: bool | None, participation: bool | None) -> bool | None:
    if worker_owned or participation:
        return True
    # Owned by others it can still be led by who works there: only without a word about that it is taken as "no".
    if worker_owned is None:
        return participation
    return False


def _negated(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


def _short_enough(question: RouteQuestion) -> bool | None:
    if question.months is None:
        return None
    return question.months + question.option_months <= LONGEST_MONTHS


def _in_state(conditions: Iterable[RouteCondition], state: ConditionState) -> tuple[RouteReason, ...]:
    sentence = STATES[state]
    return tuple(RouteReason(sentence, {"condition": each.reason}) for each in conditions if each.state is state)
