"""What the codes of forms mean: the kind of publication and the regime that a form belongs to."""

from incubator.formats.values import Kind, LegalRegime

BY_TYPE = {
    "pin-buyer": Kind.PLANNING,
    "pin-only": Kind.PLANNING,
    "pin-rtl": Kind.PLANNING,
    "pin-tran": Kind.PLANNING,
    "pmc": Kind.CONSULTATION,
    "pin-cfc-standard": Kind.COMPETITION,
    "pin-cfc-social": Kind.COMPETITION,
    "qu-sy": Kind.COMPETITION,
    "cn-standard": Kind.COMPETITION,
    "cn-social": Kind.COMPETITION,
    "cn-desg": Kind.COMPETITION,
    "subco": Kind.COMPETITION,
    "veat": Kind.EX_ANTE,
    "can-standard": Kind.AWARD,
    "can-social": Kind.AWARD,
    "can-desg": Kind.AWARD,
    "can-tran": Kind.AWARD,
    "can-modif": Kind.MODIFICATION,
    "compl": Kind.MODIFICATION,
}
SOCIAL_TYPES = frozenset({"pin-cfc-social", "cn-social", "can-social"})
SOCIAL_SUBTYPES = frozenset({"12", "13", "14", "20", "21", "33", "34", "35"})
_VOLUNTARY = {
    "E1": Kind.CONSULTATION,
    "E2": Kind.PLANNING,
    "E3": Kind.COMPETITION,
    "E4": Kind.AWARD,
    "E5": Kind.MODIFICATION,
    "E6": Kind.MODIFICATION,
    "T01": Kind.PLANNING,
    "T02": Kind.AWARD,
    "CEI": Kind.COMPETITION,
}
_RANGES = (
    (range(1, 10), Kind.PLANNING),
    (range(10, 25), Kind.COMPETITION),
    (range(25, 29), Kind.EX_ANTE),
    (range(29, 38), Kind.AWARD),
    (range(38, 41), Kind.MODIFICATION),
)
_STANDARD_FORMS = {  # the forms before eForms; 21-23 (social services) serve every kind
    Kind.PLANNING: (1, 4, 8, 16),
    Kind.COMPETITION: (2, 5, 7, 12, 17, 19, 24),
    Kind.AWARD: (3, 6, 13, 18, 25),
    Kind.EX_ANTE: (15,),
    Kind.MODIFICATION: (20,),
}
BY_STANDARD_FORM = {number: kind for kind, numbers in _STANDARD_FORMS.items() for number in numbers}
SOCIAL_STANDARD_FORMS = frozenset({21, 22, 23})


def of_subtype(subtype: str | None) -> Kind | None:
    """The kind of an eForms notice subtype (1-40, E1-E6, T01, T02, CEI)."""
    if subtype is None:
        return None
    if subtype in _VOLUNTARY:
        return _VOLUNTARY[subtype]
    if not subtype.isascii() or not subtype.isdigit() or len(subtype) > 2:
        return None
    return next((kind for numbers, kind in _RANGES if int(subtype) in numbers), None)


def regime_of(notice_type: str | None, subtype: str | None) -> LegalRegime:
    """The regime that a European form belongs to; voluntary forms (E1-E6) say nothing of it."""
    if notice_type in SOCIAL_TYPES or subtype in SOCIAL_SUBTYPES:
        return LegalRegime.SAS
    if subtype and subtype.isdigit():
        return LegalRegime.EU
    return LegalRegime.UNKNOWN
