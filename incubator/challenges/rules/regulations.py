"""Whether the authority has rules of its own. What we know is second hand: the regulation itself decides."""

from datetime import date

from incubator.challenges.rules.grounds import NOTHING, Weighed
from incubator.challenges.rules.laws import LAWS, TRANSITION
from incubator.challenges.values import Ground, Regulation
from incubator.core.i18n import mark as N_


def local_rules(kind: str, regulation: Regulation | None, today: date) -> Weighed:
    """Does this authority have rules? What we know is second hand: the regulation itself decides."""
    if regulation is None:
        return 0, Ground(None, _unknown_rules(today), {}, LAWS[kind].source)
    params: dict[str, object] = {"authority": regulation.authority, "regulation": regulation}
    if regulation.since is not None and today < regulation.since:
        sentence = N_("%(authority)s has rules for the right to challenge from %(end)s (%(title)s).")
        return 1, Ground(True, sentence, {**params, "end": regulation.since}, regulation.source)
    if regulation.until is not None and today >= regulation.until:
        sentence = N_(
            "%(authority)s had rules for the right to challenge until %(end)s (%(title)s). Ask what holds now."
        )
        return 0, Ground(None, sentence, {**params, "end": regulation.until}, regulation.source)
    sentence = N_(
        "%(authority)s has rules for the right to challenge (%(title)s). Check the text itself before you rely on it."
    )
    return 2, Ground(True, sentence, params, regulation.source)


def _unknown_rules(today: date) -> str:
    if TRANSITION.holds(today):
        return N_(
            "We do not know whether this authority has rules for the right to challenge. "
            "It has until 1 January 2027 to make its regulation on participation: ask what it plans."
        )
    return N_(
        "We do not know whether this authority has rules for the right to challenge: "
        "ask, or look in its regulation on participation."
    )


def commercial(regulation: Regulation | None) -> Weighed:
    if regulation is None or not regulation.excludes_commercial:
        return NOTHING
    sentence = N_("%(authority)s leaves out commercial parties. Ask whether a cooperative of workers counts as one.")
    return 0, Ground(None, sentence, {"authority": regulation.authority}, regulation.source)
