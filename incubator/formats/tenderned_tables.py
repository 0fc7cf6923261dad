"""The codes and labels of TenderNed's JSON, and what they are in the terms of eForms."""

from incubator.formats import kinds
from incubator.formats.values import NoticeKind

PAGE = "https://www.tenderned.nl/aankondigingen/overzicht/{}"
BUCKETS = {
    "VAK": NoticeKind.PLANNING,
    "AAO": NoticeKind.COMPETITION,
    "AGO": NoticeKind.AWARD,
    "MAC": NoticeKind.CONSULTATION,
    "VBE": NoticeKind.CANCELLATION,
    "AAW": NoticeKind.MODIFICATION,
}
RECTIFICATION = "REC"
ENDED_EARLY = ("isVroegtijdigBeeindigd", "isVroegtijdigeBeeindiging")  # list and detail spell it differently
LABELS = {
    "vooraankondiging": "VAK",
    "aankondiging opdracht": "AAO",
    "aankondiging van een opdracht": "AAO",
    "aankondiging gegunde opdracht": "AGO",
    "rectificatie": RECTIFICATION,
    "marktconsultatie": "MAC",
    "vroegtijdige beëindiging": "VBE",
    "aankondiging van een wijziging": "AAW",
}
# Leveringen, diensten, werken.
NATURES = {"L": "supplies", "D": "services", "W": "works"}
NATURE_LABELS = {"leveringen": "supplies", "diensten": "services", "werken": "works"}
PROCEDURES = {"OPE": "open", "NOP": "restricted", "CCD": "comp-dial", "OZB": "neg-wo-call", "APM": "oth-mult"}
OPEN_HOUSE = "open house"
PROCEDURE_LABELS = {
    "openbaar": "open",
    "niet-openbaar": "restricted",
    "concurrentiegerichte dialoog": "comp-dial",
    "mededingingsprocedure met onderhandeling": "neg-w-call",
    "onderhandelingsprocedure zonder voorafgaande oproep tot mededinging": "neg-wo-call",
    "andere procedure in één fase": "oth-single",
    "andere procedure in meerdere fasen": "oth-mult",
    OPEN_HOUSE: "oth-single",
    "innovatiepartnerschap": "innovation",
}
SOCIAL_FORMS = {
    "EF": kinds.SOCIAL_SUBTYPES,
    "SF": frozenset(str(number) for number in kinds.SOCIAL_STANDARD_FORMS),
}
