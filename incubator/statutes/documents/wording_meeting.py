"""What the answers say about the general meeting, whether it consists of members or of delegates."""

from fractions import Fraction

from incubator.core.quantities import write_share, write_years
from incubator.core.word import Inline, Open
from incubator.statutes.documents.language import capital, ended, enumerated, uncapital, uncapitals, unended
from incubator.statutes.documents.naming import Word, chosen, count, or_open, organ_name
from incubator.statutes.rules.conditions import council_begins, is_suspendable
from incubator.statutes.rules.meeting import EQUAL_VOTES
from incubator.statutes.values import Statutes

HOW = {"email": "e-mail", "e-mail": "e-mail", "mail": "e-mail", "letter": "brief"}
BLANKS = {
    True: "Een blanco stem telt als uitgebracht, een ongeldige stem niet.",
    False: "Een blanco of ongeldige stem telt als niet uitgebracht.",
}
# What goes for an amendment goes for a merger and a dissolution too, also how many must be there.
SAME_DEMANDS = {
    True: "dezelfde oproeping, dezelfde meerderheid en hetzelfde aantal aanwezigen",
    False: "dezelfde oproeping en dezelfde meerderheid",
}
AND_MAJORITY = {True: ", de meerderheid en het aantal aanwezigen", False: " en de meerderheid"}
CONSENT = "Oproepen per e-mail kan alleen bij wie daarmee heeft ingestemd, op het adres dat daarvoor is opgegeven."
UNCOUNTED = {*EQUAL_VOTES, "weighted", "by_hours", "by_capital"}  # that it is weighted, without the rule


def words(s: Statutes) -> dict[str, Inline | Word]:
    """The words of the chapter on the general meeting and of changing the statutes."""
    return _voters(s) | _council(s) | _convening(s) | _voting(s) | _amending(s)


def _council(s: Statutes) -> dict[str, Inline | Word]:
    council = s.ledenraad
    return {
        "through_council": chosen(council.exists, ", rechtstreeks of door hun afgevaardigden,"),
        "until_council": chosen(_before_council(s), ", of wie volgens deze statuten als afgevaardigde geldt"),
        "and_delegates_elected": chosen(
            council.exists and not council.members, " en de eerste afgevaardigden zijn gekozen"
        ),
        "council_from": str(council.members or ""),
        "council_term": write_years(Fraction(council.term_years or 0)),
        "election_rules": or_open(
            ended(uncapital(council.election_rules)), "verkiezing", "De verkiezing van de ledenraad"
        ),
        "number_rules": or_open(ended(uncapital(council.number_rules)), "aantal", "Het aantal leden van de ledenraad"),
    }


def _before_council(s: Statutes) -> bool:
    """Whether members stand in for delegates for a while: from the founding or this change on, or until there are enough of them."""
    return s.amends is None or council_begins(s) or bool(s.ledenraad.members)


def _convening(s: Statutes) -> dict[str, Inline | Word]:
    convening = s.convening
    how = enumerated(tuple(HOW.get(means.lower(), means) for means in convening.how), "of")
    return {
        "Convening_who": capital(organ_name(convening.who, "bestuur")),
        "convening_others": enumerated(uncapitals(convening.others), "of"),
        "convening_procedure": _procedure(convening.procedure),
        "convening_how": or_open(how, "middel", "Hoe de algemene vergadering wordt opgeroepen"),
        "notice_days": or_open(str(convening.notice_days or ""), "aantal", "Het aantal dagen van de oproepingstermijn"),
        # A tenth is the act's own (2:41(2)), and the most that statutes may ask.
        "request_share": write_share(convening.request_share or Fraction(1, 10)),
        "digital_doubt": Open("de notaris gaat dit na", "Of de wet een geheel digitale vergadering al toestaat"),
    }


def _procedure(own: str) -> str:
    """Their words on the call; what 2:41(5) asks for a call by e-mail goes before words that are silent about consent."""
    text = ended(capital(own))
    is_silent = bool(text) and "instem" not in text and "ingestemd" not in text
    return f"{CONSENT} {text}" if is_silent else text


def _voting(s: Statutes) -> dict[str, Inline | Word]:
    votes = s.votes
    conditions = _evote_conditions(votes.evote.conditions)
    return {
        "weighting": _weighting(votes.weighting),
        "non_member_share": write_share(votes.non_member_share or Fraction(1, 2)),
        "except_legal": chosen(
            s.membership.legal_persons and not s.ledenraad.exists,
            ", behalve door wie een lid dat een rechtspersoon is, schriftelijk volmacht gaf",
        ),
        "proxy_limit": _proxy_limit(votes.proxy_max, is_council=s.ledenraad.exists),
        "blanks": BLANKS[votes.blank_counts],
        "quorum": write_share(votes.quorum_share or Fraction(1, 2)),
        "evote_conditions": conditions,
        "no_identity": Open(
            "dit moet kunnen worden vastgesteld",
            "Elektronisch stemmen kan alleen als vaststaat wie stemt (artikel 2:38 lid 7 BW)",
        ),
        # 2:38(8) counts votes of at most thirty days before the meeting.
        "early_days": "één dag" if votes.evote.early_days == 1 else f"{votes.evote.early_days or 30} dagen",
        "unless_voting": chosen(
            votes.non_member_votes, ", behalve wie volgens deze statuten zonder lid te zijn kan stemmen"
        ),
        # Where voting in the meeting is electronic too, the conditions stand there.
        "early_conditions": chosen(not votes.evote.live, conditions),
    }


def _amending(s: Statutes) -> dict[str, Inline | Word]:
    return {
        # 2:42(1): seven days at least; a longer term of their own goes on for this too.
        "amendment_days": str(max(7, s.convening.notice_days or 7)),
        "amendment_majority": majority(s.amendment.majority_share or Fraction(2, 3)),
        "amendment_quorum": _amendment_quorum(s),
        "same_demands": SAME_DEMANDS[bool(s.amendment.quorum_share)],
        "and_majority": AND_MAJORITY[bool(s.amendment.quorum_share)],
    }


def _voters(s: Statutes) -> dict[str, Inline | Word]:
    """How those who vote are called: members, or the delegates whom they elect (2:39(1))."""
    if s.ledenraad.exists:
        return {
            "voters": "afgevaardigden",
            "the_voters": "afgevaardigden",
            "the_voter": "de afgevaardigde",
            "A_voter": "Een afgevaardigde",
            "Each_voter": f"Iedere afgevaardigde{chosen(is_suspendable(s), ' die niet als lid geschorst is,')}",
            "Requesters": "Afgevaardigden",
            "Access": f"Afgevaardigden{chosen(is_suspendable(s), ' die niet als lid geschorst zijn')}",
        }
    return {
        "voters": "leden",
        "the_voters": "de leden",
        "the_voter": "het lid",
        "A_voter": "Een lid",
        "Each_voter": f"Ieder lid{chosen(is_suspendable(s), ' dat niet geschorst is,')}",
        "Requesters": "Leden",
        "Access": f"Leden{chosen(is_suspendable(s), ' die niet geschorst zijn')}",
    }


def _weighting(text: str) -> Inline:
    """The rule as they wrote it; that there is one says nothing yet."""
    if text.lower() in UNCOUNTED:
        return Open("wie en hoeveel", "Wie meer dan één stem heeft, en hoeveel")
    return unended(uncapital(text))


def _evote_conditions(listed: tuple[str, ...]) -> str:
    if not listed:
        return ""
    return f" Daarvoor gelden deze voorwaarden: {enumerated(uncapitals(listed))}."


def majority(share: Fraction) -> str:
    """How many of the votes cast. Exactly half would leave a tied vote undecided: what people mean is more than half."""
    if share == 1:
        return "alle uitgebrachte stemmen"
    asked = "meer dan de helft" if share == Fraction(1, 2) else f"ten minste {write_share(share)}"
    return f"{asked} van de uitgebrachte stemmen"


def _amendment_quorum(s: Statutes) -> str:
    share = s.amendment.quorum_share
    if not share:
        return ""
    voters = "afgevaardigden" if s.ledenraad.exists else "leden"
    return (
        f", in een vergadering waarin ten minste {write_share(share)} van de {voters} aanwezig of vertegenwoordigd is"
    )


def _proxy_limit(most: int | None, *, is_council: bool) -> str:
    if not most:
        return ""
    # Zero contradicts that proxies are allowed (rule G-04); the clause then leaves the limit out.
    if is_council:
        others = "één andere afgevaardigde" if most == 1 else f"{count(most)} andere afgevaardigden"
        return f" Een afgevaardigde vertegenwoordigt ten hoogste {others}."
    others = "één ander lid" if most == 1 else f"{count(most)} andere leden"
    return f" Een lid vertegenwoordigt ten hoogste {others}."
