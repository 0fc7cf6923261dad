"""Rules of the dossier and of taking part: plain Python."""

import re
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from incubator.cooperatives.values import FACT_KEYS, FactKey, FactSource, FactSourceKind, Phase
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_

LONGEST_SLUG = 60
PLAIN_LETTERS = str.maketrans("àáâäãåèéêëìíîïòóôöõùúûüçñý", "aaaaaaeeeeiiiiooooouuuucny")


def fact_key(key: str) -> FactKey:
    """The definition of a key. Raises `RuleViolation` when the dossier has no such key."""
    if key not in FACT_KEYS:
        raise RuleViolation(N_("The dossier has no fact called “%(key)s”."), field="key", key=key)
    return FACT_KEYS[key]


def typed_value(key: str, raw: Any, language: str = "nl") -> Any:
    """The value as the dossier keeps it (JSON). Raises `RuleViolation` with the key as field when it cannot be that type."""
    return fact_key(key).typed(raw, language)


class HeldElsewhere(RuleViolation):
    """A source that is believed more says otherwise. The sentence tells where the value comes from and how it is changed."""


HOW_IT_CHANGES = {
    FactSourceKind.DEED: N_(
        "This comes from the statutes (%(source)s). To change it, amend the statutes: it follows when the new deed is recorded."
    ),
    FactSourceKind.REGISTER: N_(
        "This is counted from the register of members. To change it, make an entry in the register."
    ),
    FactSourceKind.EXERCISE: N_(
        "This comes from the exercise “%(source)s”, which the coach approved. To change it, hand in the exercise again."
    ),
    FactSourceKind.INTERVIEW: N_(
        "This comes from the questions about the statutes. To change it, give another answer there."
    ),
    FactSourceKind.ENTERED: N_(
        "The group filled this in itself, and a file does not change that. To change it, fill it in again in the dossier."
    ),
}
# What the notary and the trade register give is no answer in the statutes.
NOTED_WITH_THE_DEED = frozenset({"identity.deed_date", "identity.kvk"})
CORRECTED_WITH_THE_DEED = N_(
    "This was noted when the deed was recorded (%(source)s). The manager corrects it, by recording the deed again."
)


def held_elsewhere(key: str, source: FactSource) -> HeldElsewhere:
    """Why a fact that a source holds cannot be changed from a lower one."""
    sentence = HOW_IT_CHANGES[source.kind]
    if source.kind is FactSourceKind.DEED and key in NOTED_WITH_THE_DEED:
        sentence = CORRECTED_WITH_THE_DEED
    # Facts of before 27 November 2026 can be without a label.
    return HeldElsewhere(sentence, field=key, source=source.label or fact_key(key).nl)


def slug_of(name: str, taken: Collection[str]) -> str:
    """A readable address: lower case, digits and dashes, unique among `taken`."""
    plain = name.lower().translate(PLAIN_LETTERS)
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG] or "groep"
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


LONGEST_ABSENCE = timedelta(days=366)


def check_absence(until: date, *, today: date) -> None:
    """The last day of an absence that begins today. Raises `RuleViolation`."""
    if until < today:
        raise RuleViolation(N_("This day is over. Choose the last day of the absence."), field="until")
    if until - today > LONGEST_ABSENCE:
        raise RuleViolation(
            N_("This is more than a year. Hand the groups over for good, or choose an earlier day."), field="until"
        )


def check_move(now: Phase, then: Phase, *, open_documents: Collection[str], founded: bool, reason: str) -> None:
    """Whether a group may go to another phase. Raises `RuleViolation`.

    Going on asks that the documents of the phases it leaves are done or not needed, or a reason why it goes on all the same. Past
    the founding nobody comes without a deed: for that no reason is good enough.
    """
    if then is Phase.STOPPED and not reason:
        raise RuleViolation(N_("Say in a sentence why the group stops."), field="reason")
    if then.place > Phase.F5.place and not founded:
        raise RuleViolation(
            N_("The deed has not been recorded yet. Without it a group is not past its founding."), field="phase"
        )
    if then.place > now.place and open_documents and not reason:
        raise RuleViolation(
            N_("Not everything of this phase is done. Say in a sentence why the group goes on all the same."),
            field="reason",
        )
