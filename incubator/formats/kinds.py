"""What the codes of forms mean: the kind of publication and the regime that a form belongs to."""

from incubator.formats.values import LegalRegime, NoticeKind

# BT-02, code list notice-type.
BY_TYPE = {
    "pin-buyer": NoticeKind.PLANNING,
    "pin-only": NoticeKind.PLANNING,
    "pin-rtl": NoticeKind.PLANNING,
    "pin-tran": NoticeKind.PLANNING,
    "pmc": NoticeKind.CONSULTATION,
    "pin-cfc-standard": NoticeKind.COMPETITION,
    "pin-cfc-social": NoticeKind.COMPETITION,
    "qu-sy": NoticeKind.COMPETITION,
    "cn-standard": NoticeKind.COMPETITION,
    "cn-social": NoticeKind.COMPETITION,
    "cn-desg": NoticeKind.COMPETITION,
    "subco": NoticeKind.COMPETITION,
    "veat": NoticeKind.EX_ANTE,
    "can-standard": NoticeKind.AWARD,
    "can-social": NoticeKind.AWARD,
    "can-desg": NoticeKind.AWARD,
    "can-tran": NoticeKind.AWARD,
    "can-modif": NoticeKind.MODIFICATION,
    "compl": NoticeKind.MODIFICATION,
}
# The light regime: social and other specific services, art. 74 to 77 of Directive 2014/24/EU.
SOCIAL_TYPES = frozenset({"pin-cfc-social", "cn-social", "can-social"})
SOCIAL_SUBTYPES = frozenset({"12", "13", "14", "20", "21", "33", "34", "35"})
# E1-E6: below the thresholds. T01, T02: public transport. CEI: a call for expressions of interest by an EU institution.
_VOLUNTARY = {
    "E1": NoticeKind.CONSULTATION,
    "E2": NoticeKind.PLANNING,
    "E3": NoticeKind.COMPETITION,
    "E4": NoticeKind.AWARD,
    "E5": NoticeKind.MODIFICATION,
    "E6": NoticeKind.MODIFICATION,
    "T01": NoticeKind.PLANNING,
    "T02": NoticeKind.AWARD,
    "CEI": NoticeKind.COMPETITION,
}
_RANGES = (
    (range(1, 10), NoticeKind.PLANNING),
    (range(10, 25), NoticeKind.COMPETITION),
    (range(25, 29), NoticeKind.EX_ANTE),
    (range(29, 38), NoticeKind.AWARD),
    (range(38, 41), NoticeKind.MODIFICATION),
)
_STANDARD_FORMS = {  # the forms before eForms; 21-23 (social services) serve every kind
    NoticeKind.PLANNING: (1, 4, 8, 16),
    NoticeKind.COMPETITION: (2, 5, 7, 12, 17, 19, 24),
    NoticeKind.AWARD: (3, 6, 13, 18, 25),
    NoticeKind.EX_ANTE: (15,),
    NoticeKind.MODIFICATION: (20,),
}
BY_STANDARD_FORM = {number: kind for kind, numbers in _STANDARD_FORMS.items() for number in numbers}
SOCIAL_STANDARD_FORMS = frozenset({21, 22, 23})


def of_subtype(subtype: str | None) -> NoticeKind | None:
    """The kind of an eForms notice subtype (1-40, E1-E6, T01, T02, CEI)."""
    if subtype is None:
        return None
    if subtype in _VOLUNTARY:
        return _VOLUNTARY[subtype]
    if not subtype.isascii() or not subtype.isdigit() or len(subtype) > 2:
        return None
    for numbers, kind in _RANGES:
        if int(subtype) in numbers:
            return kind
    return None


def regime_of(notice_type: str | None, subtype: str | None) -> LegalRegime:
    """The regime that a European form belongs to; voluntary forms (E1-E6) say nothing of it."""
    if notice_type in SOCIAL_TYPES or subtype in SOCIAL_SUBTYPES:
        return LegalRegime.SAS
    if subtype and subtype.isdigit():
        return LegalRegime.EU
    return LegalRegime.UNKNOWN
