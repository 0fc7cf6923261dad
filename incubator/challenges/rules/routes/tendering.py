"""The roads of procurement law that are open to every bidder: quotes, tenders, the light regime for social services."""

from decimal import Decimal

from incubator.challenges.rules.routes.regimes import ProcurementRegime, about_the_threshold
from incubator.challenges.rules.routes.sources import from_memory, read
from incubator.challenges.values.routes import QuoteBands, RouteAnswer, RouteName, RouteQuestion, RouteReason
from incubator.core.i18n import mark as N_
from incubator.core.reference import thresholds

# Of one municipality (Het Hogeland), shown as an example and never as a rule.
EXAMPLE = {
    "works": (Decimal(150_000), Decimal(1_500_000)),
    "other": (Decimal(50_000), None),
}
BUYER_DECIDES = RouteReason(N_("The buyer, within its own purchasing policy."))
PURCHASING = RouteReason(N_("The purchasing officer (inkoopadviseur) of the buyer."))
BIDDING = RouteReason(N_("Look for the notice, read what it asks, and decide with your coach whether you can do it."))


def single_quote(question: RouteQuestion, state: ProcurementRegime) -> RouteAnswer:
    """One quote, asked of one firm: no notice announces it."""
    bands = question.policy
    limit = None if bands is None else bands.single_until
    return RouteAnswer(
        RouteName.SINGLE_QUOTE,
        _by_policy(limit, state),
        speaks_for=(
            RouteReason(N_("The easiest way in for a young cooperative: the buyer asks only you for a quote.")),
            *_below(limit, bands, state),
        ),
        against=_too_large(state),
        needs=(
            *_undecided(state),
            *_policy_words(question, limit, bands),
            RouteReason(N_("A short quote: what you do, when, for how much.")),
        ),
        risks=(
            RouteReason(N_("No notice will tell you about it: somebody at the buyer has to know you.")),
            RouteReason(N_("The buyer may not cut a large contract in pieces to stay below the threshold.")),
        ),
        decides=BUYER_DECIDES,
        call=RouteReason(
            N_("The budget holder of the department that needs the work, for instance the head of public space.")
        ),
        next_step=RouteReason(
            N_("Introduce yourselves to the department before they need you, with one page about your work.")
        ),
        articles=read("Aw 2012 art. 1.4", "Aw 2012 art. 2.14", "Aw 2012 art. 2.15-2.18"),
        thresholds=state.limits,
    )


def several_quotes(question: RouteQuestion, state: ProcurementRegime) -> RouteAnswer:
    """Quotes of three to five firms that the buyer invites itself."""
    bands = question.policy
    limit = None if bands is None else bands.several_until
    return RouteAnswer(
        RouteName.SEVERAL_QUOTES,
        _by_policy(limit, state),
        speaks_for=(
            RouteReason(N_("The buyer invites three to five firms: you compete with a few.")),
            *_below(limit, bands, state),
        ),
        against=_too_large(state),
        needs=(
            *_undecided(state),
            *_policy_words(question, limit, bands),
            RouteReason(N_("To be on the list of firms that the buyer invites.")),
        ),
        risks=(RouteReason(N_("Who is not known to the buyer is not invited.")),),
        decides=BUYER_DECIDES,
        call=PURCHASING,
        next_step=RouteReason(N_("Ask how the buyer chooses whom it invites, and to be invited next time.")),
        articles=read("Aw 2012 art. 1.4", "Aw 2012 art. 1.15", "Aw 2012 art. 1.16"),
        thresholds=state.limits,
    )


def _by_policy(limit: Decimal | None, state: ProcurementRegime) -> bool | None:
    """By the buyer's own amounts where they are given; above the European threshold never."""
    if state.above:
        return False
    if limit is None or state.value.amount is None:
        return None
    return state.value.amount < limit


def _below(limit: Decimal | None, bands: QuoteBands | None, state: ProcurementRegime) -> tuple[RouteReason, ...]:
    if limit is None or bands is None or not _by_policy(limit, state):
        return ()
    sentence = N_("%(value)s is below %(limit)s, up to which this buyer asks for it (source: %(source)s).")
    return (RouteReason(sentence, {"value": state.value.amount, "limit": limit, "source": bands.source}),)


def _policy_words(question: RouteQuestion, limit: Decimal | None, bands: QuoteBands | None) -> tuple[RouteReason, ...]:
    """The amounts of this buyer, or else what they are elsewhere: policy, and no law."""
    if limit is not None and bands is not None:
        return (_amount_of_buyer(limit, bands),)
    single, several = EXAMPLE.get(question.nature, EXAMPLE["other"])
    if several is None:
        sentence = N_(
            "The amounts of this buyer are not known: ask for its purchasing policy. As an indication only, one "
            "municipality (Het Hogeland) asks one quote below %(single)s, and several up to the European threshold."
        )
        return (RouteReason(sentence, {"single": single}),)
    sentence = N_(
        "The amounts of this buyer are not known: ask for its purchasing policy. As an indication only, one "
        "municipality (Het Hogeland) asks one quote below %(single)s, and several below %(several)s."
    )
    return (RouteReason(sentence, {"single": single, "several": several}),)


def _amount_of_buyer(limit: Decimal, bands: QuoteBands) -> RouteReason:
    """The amount with where it was read; and when, for a policy changes without a word in the notices."""
    params: dict[str, object] = {"limit": limit, "source": bands.source}
    if bands.checked_on is None:
        sentence = N_(
            "This buyer's amount is %(limit)s: policy of its own, from which it may depart with reasons (source: %(source)s)."
        )
        return RouteReason(sentence, params)
    sentence = N_(
        "This buyer's amount is %(limit)s: policy of its own, from which it may depart with reasons "
        "(source: %(source)s, looked up on %(checked_on)s)."
    )
    return RouteReason(sentence, params | {"checked_on": bands.checked_on})


def social_regime(question: RouteQuestion, state: ProcurementRegime) -> RouteAnswer:
    """The light regime for social and other specific services (SAS)."""
    return RouteAnswer(
        RouteName.SOCIAL_REGIME,
        _open_to_social(question, state),
        speaks_for=_for_social(state),
        against=_against_social(question, state),
        needs=(
            RouteReason(
                N_("The kind of work must be on the list of social services. Our list: %(source)s."),
                {"source": thresholds.SOCIAL_SOURCE},
            ),
            about_the_threshold(state),
        ),
        risks=(RouteReason(N_("The legal terms for bidding and objecting do not all hold here: read the documents.")),),
        decides=RouteReason(N_("The buyer of the contract: it may choose this procedure.")),
        call=PURCHASING,
        next_step=RouteReason(
            N_("Ask the buyer whether it uses the light procedure, and what it weighs beside the price.")
        ),
        articles=read("Aw 2012 art. 2.38", "Aw 2012 art. 2.39") + from_memory("Richtlijn 2014/24/EU bijlage XIV"),
        thresholds=state.limits,
    )


def _open_to_social(question: RouteQuestion, state: ProcurementRegime) -> bool | None:
    if question.nature != "services":
        return False
    # The list is from memory: what is not on it may still be on the annex.
    return True if state.social and state.limits else None


def _for_social(state: ProcurementRegime) -> tuple[RouteReason, ...]:
    reasons = [RouteReason(N_("Short and light rules, in which quality and the neighbourhood can weigh more."))]
    if state.social and state.above is False:
        reasons.append(RouteReason(N_("Below the threshold for social services the buyer is free in how it chooses.")))
    return tuple(reasons)


def _against_social(question: RouteQuestion, state: ProcurementRegime) -> tuple[RouteReason, ...]:
    if question.nature != "services":
        return (RouteReason(N_("This procedure is for services only.")),)
    if state.social is False:
        return (RouteReason(N_("The kind of work is not on our list, which nobody has compared with the law yet.")),)
    return ()


def _too_large(state: ProcurementRegime) -> tuple[RouteReason, ...]:
    """The reason against the roads below the threshold, when the value reaches it."""
    if state.above:
        return (about_the_threshold(state),)
    return ()


def _undecided(state: ProcurementRegime) -> tuple[RouteReason, ...]:
    """What is not known of the value or of the thresholds of that day."""
    if state.above is None:
        return (about_the_threshold(state),)
    return ()


def _below_threshold(state: ProcurementRegime) -> bool | None:
    if state.above is None:
        return None
    return not state.above


def national_open(state: ProcurementRegime) -> RouteAnswer:
    """A tender on TenderNed, below the European threshold."""
    return RouteAnswer(
        RouteName.NATIONAL_OPEN,
        _below_threshold(state),
        speaks_for=(RouteReason(N_("Everybody sees the notice and may bid.")),),
        against=_too_large(state),
        needs=(*_undecided(state), RouteReason(N_("A bid in time, with what the notice asks."))),
        risks=(RouteReason(N_("You compete with everybody, also with large firms.")),),
        decides=BUYER_DECIDES,
        call=RouteReason(N_("Nobody during the tender: put your questions in writing, as the notice says.")),
        next_step=BIDDING,
        articles=read("Aw 2012 art. 1.4", "Aw 2012 art. 1.18"),
        thresholds=state.limits,
    )


def european(state: ProcurementRegime) -> RouteAnswer:
    """A tender under the European rules."""
    against = RouteReason(N_("Below the threshold the buyer need not do this; it may choose to."))
    return RouteAnswer(
        RouteName.EU_OPEN,
        state.above or None,
        speaks_for=(RouteReason(N_("Fixed terms, reasons for the decision, and time to object.")),),
        against=(against,) if state.above is False else (),
        needs=(
            about_the_threshold(state),
            state.value.working,
            RouteReason(N_("The European self-declaration (UEA), references and often certificates.")),
        ),
        risks=(
            RouteReason(N_("You compete with everybody, also with large firms.")),
            RouteReason(N_("Who helped to write the plan has a head start that the buyer must take away.")),
        ),
        decides=RouteReason(N_("The buyer, bound to the rules of the European procedure.")),
        call=RouteReason(N_("Nobody during the tender: put your questions in writing, as the notice says.")),
        next_step=BIDDING,
        articles=read("Aw 2012 art. 2.15-2.18", "Aw 2012 art. 2.51", "Aw 2012 art. 2.70-2.74"),
        thresholds=state.limits,
    )
