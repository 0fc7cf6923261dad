"""What can be voted, and how ballots are counted."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from incubator.cooperatives.values.fact_meaning import plain
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.meetings.values.holding import (
    AGAINST,
    BLANK,
    CONSENTING,
    DECIDING,
    INVALID,
    OBJECTION,
    RoundTerms,
    SecretMeans,
    Vote,
    VotingWay,
)

CHOOSE = N_("Choose what you vote. Nothing was stored.")
UNKNOWN = N_("This cannot be chosen in this vote. Nothing was stored.")
TOO_MANY = N_("Choose at most %(seats)s. Nothing was stored.")
WHY_NOT = N_("Say what your objection is: then the group can look for something that works.")
NO_QUESTION = N_("Write down word for word what is put to the vote.")
NO_CANDIDATES = N_("Write down at least one candidate.")
TWICE = N_("%(name)s stands there twice.")
SEATS = N_("There are fewer candidates than seats. Lower the number of seats.")
ON_BOARD = N_(
    "%(name)s is on the board. The audit committee is of members who are not on the board (article 2:48(2) BW)."
)
NO_CONSENT_ON_PEOPLE = N_("A consent round is about a proposal, not about people.")
NEGATIVE = N_("Votes cannot be fewer than zero.")
MORE_THAN_ROLL = N_("This makes %(sum)s votes, and %(most)s can be cast. Count again; nothing was stored.")
MORE_THAN_EACH = N_("%(name)s cannot have more votes than the %(most)s that can be cast.")
NOTHING_COUNTED = N_("Write down how many votes there were.")
JOINED = "+"  # between the candidates on one ballot


def means_of(on_paper: Collection[bool]) -> SecretMeans:
    """How the votes of a secret vote came in, of what is known of everybody who voted: with a ballot paper or without."""
    if len(on_paper) > 1:
        return SecretMeans.BOTH
    return SecretMeans.PAPER if True in on_paper else SecretMeans.APP


def check_terms(terms: RoundTerms, *, election: bool) -> None:
    """Whether this can be put to the vote. Raises `RuleViolation`."""
    if not terms.question.strip():
        raise RuleViolation(NO_QUESTION, field="question")
    if not election:
        return
    if terms.way is VotingWay.CONSENT:
        raise RuleViolation(NO_CONSENT_ON_PEOPLE, field="way")
    if not terms.candidates:
        raise RuleViolation(NO_CANDIDATES, field="candidates")
    for name in terms.candidates:
        if terms.candidates.count(name) > 1:
            raise RuleViolation(TWICE, field="candidates", name=name)
    if not 1 <= terms.seats <= len(terms.candidates):
        raise RuleViolation(SEATS, field="seats")


def check_committee(candidates: Iterable[str], directors: Iterable[str]) -> None:
    """A-07: who draws up the accounts does not look into them. Raises `RuleViolation`."""
    on_board = set(map(plain, directors))
    for name in candidates:
        if plain(name) in on_board:
            raise RuleViolation(ON_BOARD, field="candidates", name=name)


def options_of(way: VotingWay, keys: Sequence[str]) -> tuple[str, ...]:
    """What can be chosen; of people also nobody, which is blank."""
    if way is VotingWay.CONSENT:
        return CONSENTING
    # Of a single candidate one can also say no.
    if len(keys) == 1:
        return (*keys, AGAINST, BLANK)
    return (*keys, BLANK) if keys else DECIDING


def check_vote(vote: Vote, options: Collection[str], seats: int, *, paper: bool = False) -> tuple[str, ...]:
    """What was chosen, each choice once and in a fixed order. Raises `RuleViolation`."""
    chosen = tuple(sorted(set(vote.choices)))
    # Only who reads a paper can say that it is none.
    if paper and chosen == (INVALID,):
        return chosen
    if not chosen:
        raise RuleViolation(CHOOSE, field="choices")
    if not set(chosen) <= set(options):
        raise RuleViolation(UNKNOWN, field="choices")
    if len(chosen) > 1 and {AGAINST, BLANK} & set(chosen):
        raise RuleViolation(UNKNOWN, field="choices")
    if len(chosen) > seats:
        raise RuleViolation(TOO_MANY, field="choices", seats=seats)
    if chosen == (OBJECTION,) and not vote.words.strip():
        raise RuleViolation(WHY_NOT, field="words")
    return chosen


def as_ballot(chosen: Sequence[str]) -> str:
    """A ballot as one word, in which candidates stand in a fixed order."""
    return JOINED.join(chosen)


def count(ballots: Iterable[str], options: Iterable[str]) -> dict[str, int]:
    """The votes by choice; what nobody chose is there with zero."""
    counts = {**dict.fromkeys(options, 0), INVALID: 0}
    for ballot in ballots:
        for choice in ballot.split(JOINED):
            counts[choice] += 1
    return counts


def check_hands(counts: Mapping[str, int], most: int, *, several: bool, names: Mapping[str, str]) -> None:
    """Whether so many hands can have gone up. Raises `RuleViolation`."""
    if not any(counts.values()):
        raise RuleViolation(NOTHING_COUNTED)
    for choice, number in counts.items():
        if number < 0:
            raise RuleViolation(NEGATIVE)
        if number > most:
            raise RuleViolation(MORE_THAN_EACH, name=names.get(choice, choice), most=most)
    # Who fills several seats raises a hand for several people.
    if not several and sum(counts.values()) > most:
        raise RuleViolation(MORE_THAN_ROLL, sum=sum(counts.values()), most=most)
