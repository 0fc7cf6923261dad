"""What may stand on a power map."""

from dataclasses import replace
from datetime import date

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.plain_names import refuse_links
from incubator.neighbourhood.rules import check_said
from incubator.powermap.values import PowerKind, PowerTerms

LONGEST_NAME = 120
LONGEST_FOR_US = 500
LONGEST_PROPOSAL = 200
HIGHEST = 10
MOST_ACTORS = 100  # more is no picture any more
MOST_PROPOSALS = 30
MOST_VERSIONS = 60


def checked_terms(terms: PowerTerms, today: date) -> PowerTerms:
    """The terms with a tidy name, and a ground for a person only. Raises `RuleViolation`.

    A person stands here by name only with a ground of GDPR article 6 and its date; others need none, so theirs is left out.
    """
    name = " ".join(terms.name.split())
    if not name:
        raise RuleViolation(N_("Give it a name."), field="name")
    refuse_links(name, field="name")
    check_measure(terms.interest, "interest")
    check_measure(terms.influence, "influence")
    check_said(terms.ground, today)
    if terms.kind is not PowerKind.PERSON:
        return replace(terms, name=name, person_ground=None, ground_on=None)
    _check_person(terms, today)
    return replace(terms, name=name)


def check_measure(number: int, field: str) -> None:
    """Raise `RuleViolation` for what is not from 0 to 10."""
    if not 0 <= number <= HIGHEST:
        raise RuleViolation(N_("Give a number from 0 to 10."), field=field)


def _check_person(terms: PowerTerms, today: date) -> None:
    if terms.person_ground is None:
        raise RuleViolation(
            N_("A person by name needs a ground: a public office, or their own consent. Or write the role."),
            field="person_ground",
        )
    if terms.ground_on is None:
        raise RuleViolation(N_("Since when is that so?"), field="ground_on")
    if terms.ground_on > today:
        raise RuleViolation(N_("That day is still to come."), field="ground_on")
