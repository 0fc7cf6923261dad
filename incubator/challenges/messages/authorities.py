"""Words for the pages about the rules of an authority: how things stand, what to ask, where to look."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from incubator.challenges.messages.regulations import (
    COST_RULES,
    FIELDS,
    challengers,
    shown_name,
    weeks,
    yes_or_no,
)
from incubator.challenges.messages.verdicts import regulation_words
from incubator.challenges.rules.laws import TRANSITION
from incubator.challenges.values import Imported, LaidDown, Regulation, RegulationState
from incubator.core.formatting import as_date
from incubator.core.i18n import mark as N_
from incubator.core.mail import in_language
from incubator.core.reference.authorities import Authority, authority_of_code


def state_letter(state: RegulationState) -> str:
    """The letter that a tile of the map carries: the first of what stands in the legend."""
    return str(GROUPS[group_of(state)])[0]


def group_of(state: RegulationState) -> str:
    """Of the three colours of the map the one of this state."""
    if state in {RegulationState.LAID_DOWN, RegulationState.TO_COME}:
        return "known"
    return "unknown" if state is RegulationState.UNKNOWN else "unseen"


GROUPS = {"known": _l("Laid down"), "unseen": _l("Not seen"), "unknown": _l("Unknown")}


def transition(today: date) -> str | None:
    """What holds for every authority until the transition of the act ends; nothing afterwards."""
    if not TRANSITION.holds(today):
        return None
    return str(
        _(
            "Until 1 January 2027 authorities make new rules for participation, and many are decided in these weeks. "
            "What stands here can change soon."
        )
    )


def question(authority: Authority, regulation: Regulation | None) -> tuple[str, str]:
    """The subject and the text of a question to the authority about what is not known; ready to send, so in Dutch."""
    with in_language("nl"):
        opening = _(
            "We are a group of residents and workers. We want to know how %(name)s deals with the right to challenge.",
            name=shown_name(authority),
        )
        lines = [_("Dear reader,"), "", opening, _("Can you answer these questions?"), ""]
        for number, sentence in enumerate(unknown_of(regulation), start=1):
            lines.append(f"{number}. {sentence}")
        lines += ["", _("Thank you in advance for your answer.")]
        return str(_("Question about the right to challenge")), "\n".join(map(str, lines))


def unknown_of(regulation: Regulation | None) -> list[str]:
    """A question for each thing that is not known."""
    questions = []
    if regulation is None or regulation.laid_down is not LaidDown.YES:
        questions.append(
            _("Is the right to challenge laid down in your rules, and where can we read that? If not: do you plan it?")
        )
    for sentence, is_known in QUESTIONS:
        if regulation is None or not is_known(regulation):
            questions.append(_(sentence))
    return questions


QUESTIONS: tuple[tuple[str, Callable[[Regulation], object]], ...] = (
    (N_("Who may challenge?"), lambda known: known.dutch.who or known.who),
    (
        N_("Do we need a legal form, for example an association or a cooperative?"),
        lambda known: known.legal_form_required is not None,
    ),
    (N_("Which tasks can we challenge, and which can we not?"), lambda known: known.dutch.tasks or known.exclusions),
    (N_("What must a request hold, and where do we send it?"), lambda known: known.request_parts),
    (N_("Within how many weeks do you decide?"), lambda known: known.decision_weeks),
    (N_("What may it cost, beside what you pay now?"), lambda known: known.cost_rule),
    (N_("On which grounds can you say no?"), lambda known: known.dutch.refusal),
)


LAW = "https://lokaleregelgeving.overheid.nl/ZoekResultaat?"
GAZETTE = "https://zoek.officielebekendmakingen.nl/resultaten?"


def places_to_look(authority: Authority) -> list[tuple[str, str]]:
    """Where rules of an authority are published: addresses that a person follows, nothing is read there by itself."""
    asked = {"tekst": "uitdaagrecht"}
    if authority.kind == "municipality":
        asked["gemeenten"] = authority.name
    else:
        asked["tekst"] += f" {authority.name}"
    published = (
        '(c.product-area=="officielepublicaties")and(cql.textAndIndexes="participatieverordening"'
        f' and cql.textAndIndexes="{authority.name}")'
    )
    return [
        (str(_("Rules that hold (lokaleregelgeving.overheid.nl)")), LAW + urlencode(asked)),
        (str(_("New and changed rules (officielebekendmakingen.nl)")), GAZETTE + urlencode({"q": published})),
    ]


def imported(outcome: Imported) -> str:
    """What a file came to."""
    changed = len(outcome.new) + len(outcome.changed)
    if not changed:
        return str(_("Everything in this file was recorded already, so nothing was changed."))
    return str(
        ngettext(
            "The rules of %(num)d authority were recorded.", "The rules of %(num)d authorities were recorded.", changed
        )
    )


def compared(outcome: Imported) -> list[tuple[str, str]]:
    """What a file would change: a sentence with the names of the authorities."""
    groups = ((_("New"), outcome.new), (_("Changed"), outcome.changed), (_("Stays as it is"), outcome.unchanged))
    return [(str(label), ", ".join(map(_name_of_code, codes))) for label, codes in groups if codes]


def _name_of_code(code: str) -> str:
    known = authority_of_code(code)
    if known is None:
        return code
    return shown_name(known)


LEADS = {
    RegulationState.LAID_DOWN: _l("%(name)s laid down the right to challenge, as far as we know."),
    RegulationState.TO_COME: _l("%(name)s laid down the right to challenge; the rules do not hold yet."),
    RegulationState.ENDED: _l("%(name)s had rules that no longer hold. Ask what holds now."),
    RegulationState.NOT_SEEN: _l(
        "We looked for rules of %(name)s and saw none. That is no proof that there are none: ask."
    ),
    RegulationState.UNKNOWN: _l("We do not know whether %(name)s laid down the right to challenge. You can ask."),
}
LAID_DOWN_STATES = {
    LaidDown.YES: _l("Laid down"),
    LaidDown.NO: _l("Not laid down"),
    LaidDown.UNKNOWN: _l("Looked for, not known"),
}


def lead(state: RegulationState, name: str) -> str:
    """How things stand, in one sentence."""
    return str(LEADS[state]) % {"name": name}


def with_kind(authority: Authority) -> str:
    """A name with what it is, where several are called the same."""
    if authority.kind == "municipality":
        return str(_("Municipality of %(name)s", name=authority.name))
    return shown_name(authority)


def period(regulation: Regulation) -> str:
    """From when and until when rules hold, behind a title; nothing when neither is known."""
    if regulation.since is not None and regulation.until is not None:
        return str(
            _(", from %(since)s until %(until)s", since=as_date(regulation.since), until=as_date(regulation.until))
        )
    if regulation.since is not None:
        return str(_(", from %(since)s", since=as_date(regulation.since)))
    if regulation.until is not None:
        return str(_(", until %(until)s", until=as_date(regulation.until)))
    return ""


def contradiction(sentence: str, values: dict[str, Any]) -> str:
    """What two regulations say against each other, in the reader's language."""
    params = dict(values)
    if "day" in params:
        params["day"] = as_date(params["day"])
    return str(_(sentence, **params))


def summary_rows(regulation: Regulation, unknown: str) -> list[tuple[str, str, None]]:
    """What is known of the rules, field by field; what is not known says so."""
    rules = regulation_words(regulation)
    values: dict[str, str | None] = {
        "since": as_date(regulation.since),
        "until": as_date(regulation.until),
        "who": rules.who,
        "who_codes": challengers(regulation),
        "legal_form_required": yes_or_no(regulation.legal_form_required),
        "excludes_commercial": yes_or_no(regulation.excludes_commercial),
        "tasks": rules.tasks,
        "conditions": rules.conditions,
        "cost_rule": regulation.cost_rule and str(COST_RULES[regulation.cost_rule]),
        "decision_weeks": weeks(regulation.decision_weeks),
        "complex_weeks": weeks(regulation.complex_weeks),
        "preparation_weeks": weeks(regulation.preparation_weeks),
        "refusal": rules.refusal,
    }
    for field in WHEN_KNOWN:
        if not values[field]:
            del values[field]
    return [(str(FIELDS[field]), value or unknown, None) for field, value in values.items()]


# Left out when they are not known: an end that nobody knows of is no open question.
WHEN_KNOWN = ("until", "who_codes", "excludes_commercial", "complex_weeks", "preparation_weeks")


def other_sources(regulation: Regulation) -> list[tuple[str, str]]:
    """Which fields have a source of their own, put together by source."""
    by_source: dict[str, list[str]] = {}
    for field, source in regulation.sources_of.items():
        by_source.setdefault(source, []).append(str(FIELDS.get(field, field)).rstrip("?"))
    return [(", ".join(fields), source) for source, fields in by_source.items()]


def who_is_mailed(authority: Authority) -> str:
    """Which groups get a mail when the rules of an authority change."""
    if authority.kind == "water-board":
        return _("When these rules change we mail the groups that follow this water board as a buyer or challenge it.")
    if authority.kind == "province":
        return _("When these rules change we mail the groups in this province, and those that follow or challenge it.")
    return _("When these rules change we mail the groups that are or work here, and those that follow or challenge it.")
