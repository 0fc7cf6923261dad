"""How a vote and its result are written in Dutch documents."""

from collections.abc import Mapping

from incubator.meetings.values.holding import (
    AGAINST,
    BLANK,
    CONCERN,
    CONSENT,
    FOR,
    INVALID,
    OBJECTION,
    LeftOut,
    SecretMeans,
    VotingWay,
)
from incubator.meetings.values.minutes import MinutedVote
from incubator.statutes.values.findings import article_in_words

WAYS = {
    VotingWay.HANDS: "bij handopsteken",
    VotingWay.NAMED: "op naam",
    VotingWay.SECRET: "geheim",
    VotingWay.CONSENT: "consentronde, ter voorbereiding",
}
# On paper is in writing; what came in by phone or computer is not called so, whatever the statutes make of it.
MEANS = {
    SecretMeans.PAPER: "schriftelijk en geheim, op stembiljetten",
    SecretMeans.APP: "geheim, elektronisch in de app",
    SecretMeans.BOTH: "geheim, deels op stembiljetten en deels elektronisch in de app",
}
CHOICES = {
    FOR: "voor",
    AGAINST: "tegen",
    BLANK: "blanco",
    INVALID: "ongeldig",
    CONSENT: "consent",
    CONCERN: "zorg",
    OBJECTION: "bezwaar",
}
REASONS = {
    LeftOut.ABSENT: "was niet aanwezig en niet vertegenwoordigd",
    LeftOut.SUSPENDED: "is geschorst en heeft geen stem (artikel 2:38 lid 1 BW)",
    LeftOut.HOLDER_ABSENT: "gaf een volmacht die niet meetelt: wie zou stemmen, was er niet of heeft geen stem (artikel 2:38 lid 4 BW)",
}
PARTS = {"1/2": "de helft", "2/3": "twee derde", "3/4": "drie vierde", "4/5": "vier vijfde", "9/10": "negen tiende"}
MOST_VOTES = "most-votes"
MORE_THAN = "more-than-"


def way_in_dutch(vote: MinutedVote) -> str:
    """How was voted; of a secret vote also on what."""
    return WAYS[vote.way] if vote.means is None else MEANS[vote.means]


def choice_in_dutch(choice: str, vote: MinutedVote) -> str:
    """A choice: a word, or the name of a candidate."""
    return vote.labels.get(choice) or CHOICES[choice]


def left_out_in_dutch(name: str, why: str) -> str:
    return f"{name} {REASONS[LeftOut(why)]}."


def majority_in_dutch(majority: str | None) -> str:
    """How many votes are needed, in words."""
    if majority == MOST_VOTES:
        return "de meeste stemmen"
    if majority == "1":
        return "alle stemmen"
    if majority and majority.startswith(MORE_THAN):
        return f"meer dan {_part(majority.removeprefix(MORE_THAN))} van de uitgebrachte stemmen"
    return f"ten minste {_part(str(majority))} van de uitgebrachte stemmen"


def _part(fraction: str) -> str:
    """The usual parts as a notary writes them; another in figures."""
    return PARTS.get(fraction, fraction)


def result_in_dutch(vote: MinutedVote) -> str:
    """The sum of the vote, and what follows from it."""
    outcome = vote.outcome
    needed = "" if outcome["needed"] is None else f", dus {outcome['needed']}"
    rule = f"Uitgebracht: {outcome['cast']}. Nodig: {majority_in_dutch(outcome['majority'])}{needed}."
    if outcome["quorum_needed"] is not None:
        met = "gehaald" if outcome["quorum_met"] else "niet gehaald"
        rule += f" Quorum: {outcome['quorum_needed']}, {met}."
    return f"{rule} {_outcome(vote)}"


def _outcome(vote: MinutedVote) -> str:
    outcome = vote.outcome
    sentences = []
    if outcome["chosen"]:
        sentences.append(f"Gekozen: {', '.join(outcome['chosen'])}.")
    if outcome["next_round"]:
        sentences.append(f"Opnieuw stemmen tussen: {', '.join(outcome['next_round'])}.")
    if outcome["by_lot"]:
        sentences.append(f"Het lot beslist tussen: {', '.join(outcome['by_lot'])}.")
    if not vote.labels:
        sentences.append(f"Voor: {outcome['in_favour']}. {'Aangenomen.' if outcome['adopted'] else 'Verworpen.'}")
    elif not sentences:
        sentences.append("Niemand is gekozen.")
    if outcome["adopted"] and outcome["valid"] is False:
        sentences.append("Let op: dit besluit is aantastbaar, zie de opmerkingen over de vergadering.")
    return " ".join(sentences)


def papers_missing(vote: MinutedVote) -> str:
    """That papers were handed out and did not come back, as the chair confirmed at the closing; else nothing."""
    number = vote.outcome.get("papers_missing", 0)
    if not number:
        return ""
    if number == 1:
        return "1 stembiljet kwam niet terug. Die stem telt niet mee."
    return f"{number} stembiljetten kwamen niet terug. Die stemmen tellen niet mee."


def article_of(vote: MinutedVote, articles: Mapping[str, str]) -> str:
    """The article of the statutes and of the law by which was counted."""
    own = articles.get(vote.outcome["own_article"], "")
    law = article_in_words(vote.outcome["article"]) if vote.outcome["article"] else ""
    named = [f"artikel {own} van de statuten"] if own else []
    if law:
        named.append(law)
    return f"({', '.join(named)})" if named else ""
