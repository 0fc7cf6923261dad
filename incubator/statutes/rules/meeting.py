"""The general meeting: convening, voting, changing the statutes."""

from collections.abc import Iterator
from fractions import Fraction

from incubator.statutes.rules.registry import ERROR, INFO, WARNING, Broken, rule
from incubator.statutes.values import Statutes
from incubator.statutes.values.organ_answers import Restriction

# Files of others write the same choice in many ways; empty is the law itself: one vote each (2:38(1)).
EQUAL_VOTES = {
    "one_per_member",
    "",
    "one",
    "een_per_lid",
    "één_per_lid",
    "een lid een stem",
    "één lid, één stem",
    "equal",
}


@rule("convening-is-described", number="C-15", articles=["BW 2:27(4)(d)"], severity=ERROR)
def convening_is_described(statutes: Statutes) -> Iterator[Broken]:
    convening = statutes.convening
    if not convening.who:
        yield Broken(
            "convening.who",
            "Er staat niet wie de algemene vergadering bijeenroept.",
            "Vul in: het bestuur.",
        )
    if not convening.how:
        yield Broken(
            "convening.how",
            "Er staat niet hoe leden voor de algemene vergadering worden opgeroepen.",
            "Kies bijvoorbeeld brief en e-mail.",
        )
    if convening.notice_days is None:
        yield Broken(
            "convening.notice_days",
            "Er staat niet hoeveel dagen voor de vergadering de oproep komt.",
            "Vul een termijn in, bijvoorbeeld 14 dagen.",
            WARNING,
        )


@rule("convening-term-is-long-enough", number="G-11", articles=["BW 2:27(4)(d)"], severity=ERROR)
def convening_term(statutes: Statutes) -> Iterator[Broken]:
    days = statutes.convening.notice_days
    # No article sets a term for every meeting, but 2:42(1) asks seven days for a change of the statutes.
    if days is not None and days < 7:
        yield Broken(
            "convening.notice_days",
            f"De oproepingstermijn is {max(days, 0)} dagen. Voor een statutenwijziging eist de wet zeven dagen.",
            "Kies zeven dagen of meer.",
            ERROR if days < 1 else WARNING,
        )


@rule(
    "a-tenth-of-the-votes-can-ask-for-a-meeting",
    number="G-09",
    articles=["BW 2:41(2)", "BW 2:41(3)", "BW 2:41(4)"],
    severity=ERROR,
)
def members_can_ask(statutes: Statutes) -> Iterator[Broken]:
    asked = statutes.convening.request_share
    # 2:41(2) takes a tenth as the most that statutes may ask; a lower threshold is friendlier and allowed.
    if asked is not None and (asked > Fraction(1, 10) or asked < 0):
        yield Broken(
            "convening.request_share",
            "Leden met samen een tiende van de stemmen kunnen altijd om een vergadering vragen. Meer eisen mag niet.",
            "Vul een tiende (0,10) of minder in.",
        )


@rule("weighted-votes", number="G-02", articles=["BW 2:38(1)"], severity=WARNING)
def weighted_votes(statutes: Statutes) -> Iterator[Broken]:
    if statutes.votes.weighting.lower() not in EQUAL_VOTES:
        yield Broken(
            "votes.weighting",
            "Niet ieder lid heeft één stem. De wet staat dat toe, maar het past niet bij een coöperatie van werkenden.",
            "Kies één stem per lid.",
        )


@rule("votes-of-non-members-are-limited", number="G-03", articles=["BW 2:38(3)"], severity=ERROR)
def votes_of_non_members(statutes: Statutes) -> Iterator[Broken]:
    share = statutes.votes.non_member_share
    # Half is still allowed (2:38(3)): only more than half of the votes of members breaks the rule.
    if share is not None and share > Fraction(1, 2):
        yield Broken(
            "votes.non_member_votes",
            "Niet-leden mogen samen niet meer stemmen uitbrengen dan de helft van de stemmen van de leden.",
            "Maak het deel de helft of minder.",
        )


@rule("proxy-votes-are-limited", number="G-04", articles=["BW 2:38(4)", "BW 2:38(5)"], severity=ERROR)
def proxies(statutes: Statutes) -> Iterator[Broken]:
    votes = statutes.votes
    # The act sets no limit; without one a single holder of powers can decide everything, which founders rarely see.
    if votes.proxy_allowed and votes.proxy_max is None:
        yield Broken(
            "votes.proxy.max_per_holder",
            "Een lid kan voor onbeperkt veel anderen stemmen. De wet staat dat toe, maar zo kan één lid alles beslissen.",
            "Kies een maximum, bijvoorbeeld twee.",
            INFO,
        )
    elif votes.proxy_allowed and votes.proxy_max is not None and votes.proxy_max < 1:
        yield Broken(
            "votes.proxy.max_per_holder",
            "Stemmen met volmacht mag, maar het maximum is nul. Die twee spreken elkaar tegen.",
            "Kies een maximum van één of meer, of sluit volmachten uit.",
            WARNING,
        )


@rule("electronic-votes-identify-the-voter", number="G-05", articles=["BW 2:38(6)", "BW 2:38(7)"], severity=ERROR)
def electronic_votes(statutes: Statutes) -> Iterator[Broken]:
    # 2:38(7) asks to recognise the voter and to follow the meeting; a mail or a poll in a chat does neither.
    if statutes.votes.evote.live and statutes.votes.evote.identifies is False:
        yield Broken(
            "votes.evote.identifies",
            "Wie elektronisch stemt, moet te herkennen zijn en de vergadering rechtstreeks kunnen volgen.",
            "Kies een middel dat leden herkent.",
        )


@rule("early-votes-within-thirty-days", number="G-06", articles=["BW 2:38(8)"], severity=ERROR)
def early_votes(statutes: Statutes) -> Iterator[Broken]:
    evote = statutes.votes.evote
    if evote.early and evote.early_days is not None and evote.early_days > 30:
        yield Broken(
            "votes.evote.early_days",
            "Stemmen die meer dan dertig dagen voor de vergadering zijn uitgebracht, tellen niet.",
            "Maak de termijn dertig dagen of korter.",
        )


@rule("conditions-of-electronic-votes", number="G-07", articles=["BW 2:38(9)"], severity=WARNING)
def conditions_of_electronic_votes(statutes: Statutes) -> Iterator[Broken]:
    evote = statutes.votes.evote
    if (evote.live or evote.early) and not evote.conditions:
        yield Broken(
            "votes.evote.conditions",
            "Leden mogen elektronisch stemmen, maar er staan geen voorwaarden bij (bijvoorbeeld hoe een lid wordt herkend).",
            "Noem de voorwaarden. Staan ze in een reglement, zet ze dan ook in elke oproep.",
        )


@rule(
    "no-fully-digital-meeting-yet",
    number="G-23",
    articles=["Wet digitale algemene vergadering privaatrechtelijke rechtspersonen (Kamerstuk 36489)"],
    severity=ERROR,
    confidence="B (parliament) / C (in force)",
)
def no_fully_digital_meeting(statutes: Statutes) -> Iterator[Broken]:
    if statutes.convening.digital_only:
        yield Broken(
            "convening.digital_only",
            "Het is niet zeker dat een vergadering helemaal online al mag. De wet daarover is misschien nog niet ingegaan.",
            "Vergader op een plek waar leden kunnen komen, en laat leden ook online meedoen. Vraag het de notaris.",
        )


@rule("amendment-majority-is-possible", number="G-15", articles=["BW 2:43(1)", "BW 2:42(4)"], severity=ERROR)
def amendment_majority(statutes: Statutes) -> Iterator[Broken]:
    amendment = statutes.amendment
    share = amendment.majority_share
    # A majority that cannot be read is an error: a deed with it would be read by a judge as 2/3, which nobody chose.
    unreadable = amendment.majority and share is None
    if unreadable or (share is not None and not Fraction(1, 2) <= share <= 1):
        yield Broken(
            "amendment.majority",
            "Deze meerderheid voor een statutenwijziging kan niet: het is minder dan de helft, meer dan alles of geen deel.",
            "Kies twee derde (2/3) van de uitgebrachte stemmen, zoals de wet als er niets staat.",
        )
    if amendment.quorum_share is not None and not 0 <= amendment.quorum_share <= 1:
        yield Broken(
            "amendment.quorum",
            "Er kunnen niet meer leden aanwezig zijn dan er leden zijn.",
            "Vul een deel in tussen 0 en 1, bijvoorbeeld 1/2.",
        )


@rule(
    "restricted-clause-keeps-its-restriction",
    number="G-16",
    articles=["BW 2:43(2)", "BW 2:43(3)", "BW 2:43(4)"],
    severity=ERROR,
)
def restricted_clauses(statutes: Statutes) -> Iterator[Broken]:
    for restriction in statutes.amendment.restricted:
        if _is_lifted_easily(restriction):
            yield Broken(
                "amendment.restricted_clauses",
                f"De beperking op het wijzigen van '{restriction.clause}' kan met minder stemmen worden weggehaald dan zij zelf eist.",
                "Eis voor het schrappen van de beperking dezelfde meerderheid.",
            )


def _is_lifted_easily(restriction: Restriction) -> bool:
    # Nothing can be said of a restriction whose majorities are still open; the deed shows that as an open point.
    if restriction.majority is None or restriction.change_majority is None:
        return False
    return restriction.change_majority < restriction.majority


@rule("delegates-are-elected-by-members", number="G-24", articles=["BW 2:39(1)"], severity=ERROR)
def delegates(statutes: Statutes) -> Iterator[Broken]:
    council = statutes.ledenraad
    # 2:39(1): with delegates members lose their vote in the meeting, so how they elect must stand in the statutes.
    if council.exists and not (council.election_rules and council.number_rules):
        yield Broken(
            "ledenraad.election_rules" if not council.election_rules else "ledenraad.number_rules",
            "Bij een ledenraad moeten de statuten zeggen hoeveel afgevaardigden er zijn en hoe alle leden hen kiezen.",
            "Vul de verkiezing en het aantal in, of kies voor een vergadering van alle leden.",
        )
