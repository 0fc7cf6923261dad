"""What may be written down of an anchor."""

from dataclasses import replace
from datetime import date

from incubator.anchors.rules.creditor_columns import FIRM, TITLE_OF_PERSON
from incubator.anchors.values.institutions import (
    ContactGround,
    ContactTerms,
    InstitutionTerms,
    JobTerms,
    NeedTerms,
    PromiseMeasure,
    PromiseTerms,
)
from incubator.anchors.values.purchases import ListTerms, ReachTerms, SpendReach, SurveyTerms
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.plain_names import refuse_links
from incubator.core.reference import cpv
from incubator.neighbourhood.rules import check_said

LONGEST_NAME = 160
LONGEST_TEXT = 1000
LONGEST_LINE = 200
MOST_ANCHORS = 60
MOST_PARTS = 200  # of a kind: more would be a system of its own
WHOLE = 10_000  # hundredths of a percent
FIRST_YEAR = 2000
COMING = N_("That day is still to come.")


def checked_institution(terms: InstitutionTerms, today: date) -> InstitutionTerms:
    """The terms with a tidy name and number. Raises `RuleViolation`."""
    name = " ".join(terms.name.split())
    if not name:
        raise RuleViolation(N_("Give it a name."), field="name")
    refuse_links(name, field="name")
    # The register can become public, and open data name each anchor.
    if TITLE_OF_PERSON.match(name) and not FIRM.search(name):
        raise RuleViolation(N_("Write the name of the organisation here, not that of a person."), field="name")
    check_said(terms.ground, today)
    return replace(terms, name=name, kvk=checked_kvk(terms.kvk), buyer=" ".join(terms.buyer.split()))


def checked_kvk(typed: str, field: str | None = "kvk") -> str:
    """The eight digits of a number of the trade register; "" for nothing. Raises `RuleViolation`."""
    digits = "".join(typed.replace(".", "").split())
    if not digits:
        return ""
    # A spreadsheet takes the first nought away.
    if digits.isascii() and digits.isdigit() and len(digits) == 7:
        digits = f"0{digits}"
    # `isdigit` also takes the digits of other scripts, which the trade register does not know.
    if not (digits.isascii() and digits.isdigit() and len(digits) == 8):
        raise RuleViolation(N_("A KVK number has eight digits."), field=field)
    return digits


def checked_cpv(typed: str, field: str | None = "cpv") -> str:
    """The eight digits of a CPV code; "" for nothing. Raises `RuleViolation` for a code that does not exist."""
    if not typed.strip():
        return ""
    parts = cpv.written(typed)
    if parts is None or not cpv.known(parts[0]):
        raise RuleViolation(N_("This is no CPV code. It has eight digits, for example 77310000."), field=field)
    return parts[0]


def checked_job(terms: JobTerms, today: date) -> JobTerms:
    """The terms. Raises `RuleViolation` for nobody and for a week that is too long."""
    check_said(terms.ground, today)
    if not 1 <= terms.people <= 100_000:
        raise RuleViolation(N_("For how many people is there work?"), field="people")
    if terms.hours_hundredths is not None and not 1 <= terms.hours_hundredths <= 6000:
        raise RuleViolation(N_("Give the hours of a week: more than 0, and at most 60."), field="hours")
    return terms


def checked_promise(terms: PromiseTerms, today: date) -> PromiseTerms:
    """The terms, without a number for a promise in words. Raises `RuleViolation`."""
    check_said(terms.ground, today)
    if terms.measure is PromiseMeasure.WORDS:
        return replace(terms, target_hundredths=None)
    if terms.target_hundredths is None:
        raise RuleViolation(N_("Which share was promised? Or choose: in words."), field="target")
    if not 1 <= terms.target_hundredths <= WHOLE:
        raise RuleViolation(N_("Give a percentage above 0 and up to 100."), field="target")
    return terms


def checked_need(terms: NeedTerms, today: date) -> NeedTerms:
    """The terms with a tidy code. Raises `RuleViolation`."""
    check_said(terms.ground, today)
    if terms.cents is not None and terms.cents <= 0:
        raise RuleViolation(N_("Give an amount above nothing, or leave it empty."), field="value")
    return replace(terms, cpv=checked_cpv(terms.cpv), category=" ".join(terms.category.split()))


def checked_contact(terms: ContactTerms, today: date) -> ContactTerms:
    """The terms. Raises `RuleViolation`: a next step has somebody who takes it, and its day."""
    if terms.on_date > today:
        raise RuleViolation(COMING, field="on_date")
    if terms.next_step and not terms.next_owner:
        raise RuleViolation(N_("Who takes this step?"), field="next_owner")
    if terms.next_step and terms.next_on is None:
        raise RuleViolation(N_("By which day?"), field="next_on")
    if terms.person_ground is ContactGround.NO_PERSON:
        refuse_links(terms.with_whom, field="with_whom")
    return terms


def check_list(terms: ListTerms, today: date) -> None:
    """Raise `RuleViolation` for a year that no list can be of, and for a fact without a source."""
    if not FIRST_YEAR <= terms.year <= today.year:
        raise RuleViolation(
            N_("Give the year of the list: from %(first)s to %(last)s."),
            field="year",
            first=FIRST_YEAR,
            last=today.year,
        )
    if terms.whole_cents is not None and terms.whole_cents <= 0:
        raise RuleViolation(N_("Give an amount above nothing, or leave it empty."), field="whole")
    check_said(terms.ground, today)


def checked_reach(terms: ReachTerms, today: date) -> ReachTerms:
    """The terms; only a contract has a day on which it ends. Raises `RuleViolation`."""
    check_said(terms.ground, today)
    if terms.reach is not SpendReach.BOUND:
        return replace(terms, until=None)
    if terms.until is None:
        raise RuleViolation(N_("Until when does the contract run?"), field="until")
    return terms


def check_survey(terms: SurveyTerms, today: date) -> None:
    """Raise `RuleViolation` when more answered than were asked, or the share is more than all."""
    check_said(terms.ground, today)
    if terms.asked < 1:
        raise RuleViolation(N_("How many suppliers were asked?"), field="asked")
    # An average over nobody does not exist, and nought would look like something that was measured.
    if not 1 <= terms.answered <= terms.asked:
        raise RuleViolation(N_("At least one answered, and never more than were asked."), field="answered")
    if not 0 <= terms.share_hundredths <= WHOLE:
        raise RuleViolation(N_("Give a percentage from 0 to 100."), field="share")
