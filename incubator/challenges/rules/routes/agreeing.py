"""The roads that are agreed upon: the challenge itself, a part of a contract, bidding together, a subsidy, a partnership."""

from datetime import date
from decimal import Decimal

from incubator.challenges.rules.exclusions import WeighedTask, leaves_out
from incubator.challenges.rules.laws import IN_FORCE
from incubator.challenges.rules.regulations import holds_now
from incubator.challenges.rules.routes.regimes import ProcurementRegime
from incubator.challenges.rules.routes.sources import from_memory, read, second_hand
from incubator.challenges.rules.work import may_be_care
from incubator.challenges.values import Exclusion, ExclusionKind, LaidDown, Regulation
from incubator.challenges.values.routes import RouteAnswer, RouteBuyer, RouteName, RouteQuestion, RouteReason
from incubator.core.i18n import mark as N_

LOCAL = frozenset({RouteBuyer.MUNICIPALITY, RouteBuyer.PROVINCE, RouteBuyer.WATER_BOARD})
BOARDS = {
    RouteBuyer.MUNICIPALITY: N_("The municipal executive (mayor and aldermen), by the rules of the municipality."),
    RouteBuyer.PROVINCE: N_("The provincial executive, by the rules of the province."),
    RouteBuyer.WATER_BOARD: N_("The executive board of the water board, by its own rules."),
}
# Of the acts for provinces and water boards the articles have not been checked, so they are not named.
ACTS = {
    RouteBuyer.MUNICIPALITY: ("Gemeentewet art. 150",),
    RouteBuyer.PROVINCE: ("Provinciewet",),
    RouteBuyer.WATER_BOARD: ("Waterschapswet",),
}
STILL_TENDERED = RouteReason(
    N_("Procurement law still holds: when it becomes a contract, the buyer may have to follow its rules.")
)
ABOUT_THE_TASK = frozenset(
    {
        ExclusionKind.ABOVE_EU_THRESHOLD,
        ExclusionKind.VALUE_ABOVE,
        ExclusionKind.VALUE_BELOW,
        ExclusionKind.WORK,
        ExclusionKind.VULNERABLE_GROUPS,
    }
)
SMALL_LOT = {"works": Decimal(1_000_000), "other": Decimal(80_000)}


def challenge(question: RouteQuestion, regulation: Regulation | None, state: ProcurementRegime) -> RouteAnswer:
    """The right to challenge: a proposal to take over a task, by the rules of the authority."""
    stops, doubts = _stops(question, regulation, state), _doubts(question, regulation, state)
    return RouteAnswer(
        RouteName.CHALLENGE,
        _open_to_challenge(question, regulation, stops, doubts),
        speaks_for=_for_challenge(regulation, question.on),
        against=(*stops, STILL_TENDERED),
        needs=(*doubts, *_needs_of_challenge(question, regulation)),
        risks=(
            RouteReason(N_("A running contract cannot just be broken off: aim at its end.")),
            RouteReason(N_("Nobody is obliged to say yes: a refusal comes with reasons.")),
        ),
        decides=RouteReason(BOARDS.get(question.buyer, N_("Nobody: this buyer has no such rules by law."))),
        call=RouteReason(N_("The official for participation or for your neighbourhood.")),
        next_step=RouteReason(N_("Reckon the last sensible day, and ask for a first talk well before it.")),
        articles=second_hand(*ACTS.get(question.buyer, ()), "Kamerstuk 36210"),
        thresholds=state.limits,
    )


def _open_to_challenge(
    question: RouteQuestion,
    regulation: Regulation | None,
    stops: tuple[RouteReason, ...],
    doubts: tuple[RouteReason, ...],
) -> bool | None:
    if question.buyer not in LOCAL:
        return False
    if stops:
        return False
    if regulation is None or regulation.laid_down is not LaidDown.YES or not regulation.holds(question.on):
        return None
    return None if doubts else True


def _for_challenge(regulation: Regulation | None, day: date) -> tuple[RouteReason, ...]:
    if regulation is None or regulation.laid_down is not LaidDown.YES:
        return ()
    if not regulation.holds(day):
        return (
            RouteReason(
                N_("%(authority)s has rules that do not hold on this day."), {"authority": regulation.authority}
            ),
        )
    sentence = N_("%(authority)s has rules for it (source: %(source)s, %(mark)s, checked on %(checked_on)s).")
    return (
        RouteReason(
            sentence,
            {
                "authority": regulation.authority,
                "source": regulation.source,
                "mark": regulation.mark,
                "checked_on": regulation.checked_on,
            },
        ),
    )


def _stops(question: RouteQuestion, regulation: Regulation | None, state: ProcurementRegime) -> tuple[RouteReason, ...]:
    """What closes this road: another kind of buyer, or what the authority's own rules leave out."""
    if question.buyer not in LOCAL:
        return (RouteReason(N_("The law on this right is about municipalities, provinces and water boards only.")),)
    return _excluded(question, regulation, state, falls_under=True)


def _doubts(
    question: RouteQuestion, regulation: Regulation | None, state: ProcurementRegime
) -> tuple[RouteReason, ...]:
    """What the authority's own rules leave out and may hold here: the task is not known well enough to say."""
    return _excluded(question, regulation, state, falls_under=None)


def _excluded(
    question: RouteQuestion, regulation: Regulation | None, state: ProcurementRegime, *, falls_under: bool | None
) -> tuple[RouteReason, ...]:
    if regulation is None or not holds_now(regulation, question.on):
        return ()
    sentence = N_("The rules of %(authority)s leave this out: %(exclusion)s.")
    if falls_under is None:
        sentence = N_("The rules of %(authority)s leave this out: %(exclusion)s. Ask whether that holds here.")
    task = WeighedTask(question.cpv, state.value.amount, state.above, may_be_care(question.cpv))
    reasons = []
    for exclusion in filter(_is_about_the_task, regulation.exclusions):
        if leaves_out(exclusion, task, regulation.mark) is falls_under:
            reasons.append(RouteReason(sentence, {"authority": regulation.authority, "exclusion": exclusion}))
    return tuple(reasons)


def _is_about_the_task(exclusion: Exclusion) -> bool:
    """Whether a question about roads can tell it: haste, taxes and running projects have nothing to do with the kind of task."""
    return exclusion.kind in ABOUT_THE_TASK


def _needs_of_challenge(question: RouteQuestion, regulation: Regulation | None) -> tuple[RouteReason, ...]:
    needs = []
    if question.buyer in LOCAL and regulation is None:
        needs.append(
            RouteReason(N_("Not known whether this authority has rules for it: ask, and ask where they stand."))
        )
    if question.on < IN_FORCE:
        needs.append(
            RouteReason(N_("The law on participation holds since 1 January 2025: before that only local rules did."))
        )
    if regulation is not None and regulation.legal_form_required:
        founded = question.cooperative.founded_on
        if founded is None or founded > question.on:
            needs.append(
                RouteReason(
                    N_("These rules ask for a legal form: be founded before you hand in, or name who stands for you.")
                )
            )
    if regulation is not None and regulation.excludes_commercial:
        needs.append(
            RouteReason(N_("Commercial parties are left out: ask whether a cooperative of workers counts as one."))
        )
    needs.append(RouteReason(N_("Support in the neighbourhood, a plan, and what it costs.")))
    return tuple(needs)


def lot(question: RouteQuestion, state: ProcurementRegime) -> RouteAnswer:
    """A part of a larger contract."""
    small = SMALL_LOT.get(question.nature, SMALL_LOT["other"])
    return RouteAnswer(
        RouteName.LOT,
        None,
        speaks_for=(
            RouteReason(N_("A part may be small enough for you, while the whole is not.")),
            RouteReason(
                N_("Small lots below %(small)s, together at most 20 percent, may be bought with lighter rules."),
                {"small": small},
            ),
        ),
        against=(RouteReason(N_("Lots are added up: the whole decides which rules hold.")),),
        needs=(
            RouteReason(N_("A buyer that divides the contract, or says why not. Ask for it during the consultation.")),
        ),
        risks=(RouteReason(N_("The buyer may not divide a contract in order to escape the rules.")),),
        decides=RouteReason(N_("The buyer of the contract, before the notice is published.")),
        call=RouteReason(N_("The purchasing officer (inkoopadviseur) of the buyer.")),
        next_step=RouteReason(
            N_("Ask for a lot of the size of your neighbourhood, in the consultation or in the questions.")
        ),
        articles=read("Aw 2012 art. 1.5", "Aw 2012 art. 2.10", "Aw 2012 art. 2.14", "Aw 2012 art. 2.18"),
        thresholds=state.limits,
    )


def consortium() -> RouteAnswer:
    """Bidding with others, as partners or as a subcontractor."""
    return RouteAnswer(
        RouteName.CONSORTIUM,
        True,
        speaks_for=(
            RouteReason(N_("Together you have the size and the references that you lack alone.")),
            RouteReason(N_("No legal form is asked of partners beforehand.")),
        ),
        against=(
            RouteReason(N_("Usually each partner answers for the whole work, also for what another leaves undone.")),
        ),
        needs=(
            RouteReason(N_("A partner that you trust, and an agreement on who does and earns what.")),
            RouteReason(N_("A self-declaration (UEA) of each partner.")),
        ),
        risks=(RouteReason(N_("Who works for another is paid by that other: agree on terms and on the rate.")),),
        decides=RouteReason(N_("You and your partners; the buyer weighs the bid.")),
        call=RouteReason(N_("Other cooperatives, a sheltered workshop, or the firm that does the work now.")),
        next_step=RouteReason(N_("Make a list of three parties who miss what you have, and call them.")),
        articles=read("Aw 2012 art. 2.52", "Aw 2012 art. 2.92", "Aw 2012 art. 2.94"),
    )


def subsidy() -> RouteAnswer:
    """A grant for what the group itself wants to do."""
    return RouteAnswer(
        RouteName.SUBSIDY,
        None,
        speaks_for=(
            RouteReason(N_("Fits what you want to do yourselves and what needs a contribution, not a price.")),
        ),
        against=(
            RouteReason(
                N_(
                    "Must you deliver something that the authority can enforce and pays for? Then it is a contract, "
                    "and calling it a subsidy does not change that."
                )
            ),
        ),
        needs=(
            RouteReason(N_("A subsidy scheme that your activity falls under.")),
            RouteReason(N_("When there is too little for everybody, all who could ask get a fair chance.")),
        ),
        risks=(
            RouteReason(
                N_("State aid: there is a ceiling on what one organisation may get in three years. Ask for it.")
            ),
            RouteReason(N_("A subsidy can end from one year to the next.")),
        ),
        decides=RouteReason(N_("The authority, by its subsidy scheme.")),
        call=RouteReason(N_("The subsidy desk, and the official for your neighbourhood.")),
        next_step=RouteReason(N_("Look for the scheme, and ask whether your plan is an activity or a contract.")),
        articles=from_memory("Awb art. 4:23", "Awb art. 4:36") + second_hand("PIANOo Visie 8"),
    )


def public_civic() -> RouteAnswer:
    """A partnership of an authority and a collective: no fixed legal form."""
    return RouteAnswer(
        RouteName.PUBLIC_CIVIC,
        None,
        speaks_for=(RouteReason(N_("You and the authority carry it together, and can grow into it.")),),
        against=(
            RouteReason(N_("There is no fixed legal form for it: what you agree on decides which rules hold.")),
            STILL_TENDERED,
        ),
        needs=(RouteReason(N_("An agreement in writing: result, budget, term, who decides, and how it ends.")),),
        risks=(RouteReason(N_("A covenant without a budget gives no turnover.")),),
        decides=RouteReason(N_("The authority and you, together.")),
        call=RouteReason(N_("The alderman's office, or the official for participation.")),
        next_step=RouteReason(N_("Write down on one page what each of you brings in, and ask for a talk.")),
        articles=(),
    )
