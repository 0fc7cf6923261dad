"""Answers about the general meeting that must fit each other: delegates, quorums, proxies, how hard it is to change."""

from collections.abc import Iterator
from fractions import Fraction

from incubator.statutes.rules.registry import ERROR, INFO, WARNING, Broken, rule
from incubator.statutes.values import Statutes

SMALL = 10  # members, below which a council of delegates helps nobody: our line of caution
MEETING_ON_REQUEST = (
    28  # days, 2:41(2): four weeks after the request; neither the day of sending nor that of the meeting counts
)
INSPECTION_BY_DELEGATES = 14  # days, 2:42(2), second sentence


@rule(
    "delegates-have-time-to-read",
    number="S-19",
    articles=["BW 2:42(2)", "BW 2:39(1)"],
    severity=WARNING,
    confidence="C",
)
def delegates_have_time_to_read(statutes: Statutes) -> Iterator[Broken]:
    days = statutes.convening.notice_days
    if statutes.ledenraad.exists and days is not None and days < INSPECTION_BY_DELEGATES:
        yield Broken(
            "convening.notice_days",
            f"De oproep komt {max(days, 0)} dagen tevoren, maar voor een ledenraad ligt de tekst van een statutenwijziging "
            "ten minste veertien dagen ter inzage.",
            "Kies een oproepingstermijn van veertien dagen of meer.",
        )


@rule(
    "a-meeting-on-request-can-be-called-in-time",
    number="S-19",
    articles=["BW 2:41(2)"],
    severity=WARNING,
    confidence="C",
)
def a_meeting_on_request_can_be_called_in_time(statutes: Statutes) -> Iterator[Broken]:
    days = statutes.convening.notice_days
    if days is not None and days >= MEETING_ON_REQUEST:
        yield Broken(
            "convening.notice_days",
            f"De oproep komt {days} dagen tevoren, maar een vergadering waar leden om vragen is binnen vier weken.",
            "Kies een oproepingstermijn van minder dan vier weken.",
        )


@rule("delegates-stand-for-many", number="S-20", articles=["BW 2:39(1)"], severity=INFO, confidence="C")
def delegates_stand_for_many(statutes: Statutes) -> Iterator[Broken]:
    founders = len(statutes.deed.founders)
    if statutes.ledenraad.exists and founders < SMALL and not statutes.ledenraad.members:
        yield Broken(
            "ledenraad.exists",
            f"Er komt een ledenraad, maar bij de start zijn er {founders} leden. Met zo weinig leden kan iedereen zelf stemmen.",
            "Kies een vergadering van alle leden, of noem vanaf hoeveel leden er een ledenraad is.",
        )


@rule("a-quorum-can-be-reached", number="S-21", articles=["BW 2:38(4)", "BW 2:43(1)"], severity=WARNING, confidence="C")
def a_quorum_can_be_reached(statutes: Statutes) -> Iterator[Broken]:
    votes = statutes.votes
    for field, quorum in (("votes.quorum", votes.quorum_share), ("amendment.quorum", statutes.amendment.quorum_share)):
        if quorum == 1:
            yield Broken(
                field,
                "Alle leden moeten er zijn. Wie wegblijft, houdt dan elk besluit tegen.",
                "Kies een lager deel van de leden, bijvoorbeeld de helft.",
            )
        elif quorum is not None and quorum >= Fraction(2, 3) and not votes.proxy_allowed:
            yield Broken(
                field,
                "Een groot deel van de leden moet er zelf zijn, want stemmen met een volmacht mag niet. Dat lukt vaak niet.",
                "Sta volmachten toe, of vraag een kleiner deel van de leden.",
            )


@rule(
    "an-ordinary-quorum-is-the-lighter-one",
    number="S-21",
    articles=["BW 2:38(4)", "BW 2:43(1)"],
    severity=WARNING,
    confidence="C",
)
def an_ordinary_quorum_is_lighter(statutes: Statutes) -> Iterator[Broken]:
    ordinary, amending = statutes.votes.quorum_share, statutes.amendment.quorum_share
    if ordinary is None:
        return
    if not 0 <= ordinary <= 1:
        yield Broken(
            "votes.quorum",
            "Er kunnen niet meer leden aanwezig zijn dan er leden zijn.",
            "Vul een deel in tussen 0 en 1, bijvoorbeeld 1/2.",
            ERROR,
        )
    # Without a quorum of its own an amendment takes the ordinary one (2:43(1) names none): then there is nothing to compare.
    if amending and ordinary > amending:
        yield Broken(
            "votes.quorum",
            "Voor een gewoon besluit moeten er meer leden zijn dan voor een statutenwijziging.",
            "Maak de eis voor gewone besluiten lager, of die voor een statutenwijziging hoger.",
        )


@rule("proxies-are-allowed-or-not", number="S-22", articles=["BW 2:38(4)"], severity=WARNING, confidence="C")
def proxies_are_allowed_or_not(statutes: Statutes) -> Iterator[Broken]:
    votes = statutes.votes
    if not votes.proxy_allowed and votes.proxy_max is not None and votes.proxy_max > 0:
        yield Broken(
            "votes.proxy.max_per_holder",
            f"Stemmen met een volmacht mag niet, maar een lid kan wel voor {votes.proxy_max} anderen stemmen.",
            "Sta volmachten toe, of haal het aantal weg.",
        )


@rule("changing-stays-possible", number="S-23", articles=["BW 2:43(2)", "BW 2:43(4)"], severity=WARNING, confidence="C")
def changing_stays_possible(statutes: Statutes) -> Iterator[Broken]:
    amendment = statutes.amendment
    if amendment.majority_share == 1:
        yield Broken(
            "amendment.majority",
            "Alle stemmen zijn nodig om de statuten te wijzigen. Eén lid kan dan alles tegenhouden.",
            "Kies een lagere meerderheid, bijvoorbeeld twee derde.",
        )
    for restriction in amendment.restricted:
        if restriction.majority is not None and restriction.majority < (amendment.majority_share or Fraction(2, 3)):
            yield Broken(
                "amendment.restricted_clauses",
                f"'{restriction.clause}' zou moeilijker te wijzigen zijn, maar vraagt minder stemmen dan een gewone wijziging.",
                "Vraag voor deze bepaling meer stemmen dan voor een gewone wijziging.",
            )
