"""Whether the authority has rules of its own. What we know is second hand: the regulation itself decides."""

from collections.abc import Iterator
from datetime import date

from incubator.challenges.rules.exclusions import excluded
from incubator.challenges.rules.laws import LAWS, TRANSITION
from incubator.challenges.values import AuthorityRules, Ground, GroundKind, LaidDown, PublicTask, Regulation
from incubator.core.i18n import mark as N_


def rules_of(decides: AuthorityRules, task: PublicTask, today: date) -> Iterator[Ground]:
    """What is known of the rules of an authority, and what they leave out of this task."""
    yield _local_rules(decides, today)
    regulation = decides.regulation
    if regulation is None or not holds_now(regulation, today):
        return
    if regulation.excludes_commercial:
        sentence = N_(
            "%(authority)s leaves out commercial parties. Ask whether a cooperative of workers counts as one."
        )
        yield Ground(GroundKind.RULES, None, sentence, {"authority": regulation.authority}, regulation.source)
    for exclusion in regulation.exclusions:
        ground = excluded(exclusion, task, regulation)
        if ground is not None:
            yield ground


def _local_rules(decides: AuthorityRules, today: date) -> Ground:
    regulation = decides.regulation
    if regulation is None or regulation.laid_down is LaidDown.UNKNOWN:
        law = LAWS[decides.authority.kind]
        return Ground(GroundKind.RULES, None, _unknown_rules(today), {"authority": decides.authority.name}, law.source)
    params: dict[str, object] = {"authority": regulation.authority, "regulation": regulation}
    if regulation.laid_down is LaidDown.NO:
        sentence = N_(
            "%(authority)s has not laid down the right to challenge. You can still propose it: ask who talks with you about it."
        )
        return Ground(GroundKind.RULES, None, sentence, params, regulation.source)
    if regulation.since is not None and today < regulation.since:
        sentence = N_("%(authority)s has rules for the right to challenge from %(end)s (%(title)s).")
        return Ground(GroundKind.RULES, True, sentence, {**params, "end": regulation.since}, regulation.source, 1)
    if regulation.until is not None and today >= regulation.until:
        sentence = N_(
            "%(authority)s had rules for the right to challenge until %(end)s (%(title)s). Ask what holds now."
        )
        return Ground(GroundKind.RULES, None, sentence, {**params, "end": regulation.until}, regulation.source)
    sentence = N_(
        "%(authority)s has rules for the right to challenge (%(title)s). Check the text itself before you rely on it."
    )
    return Ground(GroundKind.RULES, True, sentence, params, regulation.source, 2)


def _unknown_rules(today: date) -> str:
    if TRANSITION.holds(today):
        return N_(
            "We do not know whether there are rules for the right to challenge at %(authority)s. "
            "Until 1 January 2027 there is time to make a regulation on participation: ask what the plan is."
        )
    return N_(
        "We do not know whether there are rules for the right to challenge at %(authority)s: "
        "ask, or look in the regulation on participation."
    )


def holds_now(regulation: Regulation | None, today: date) -> bool:
    """Whether an authority is known to have rules that hold on this day."""
    return regulation is not None and regulation.laid_down is LaidDown.YES and regulation.holds(today)
