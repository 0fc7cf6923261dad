"""Who buys: only a municipality, province or water board can be challenged. Only exact names of the tables count."""

import re
from collections.abc import Iterable, Iterator, Sequence

from incubator.challenges.rules.joint_bodies import is_joint_body
from incubator.challenges.rules.laws import LAW, LAWS
from incubator.challenges.rules.naming import successor_of
from incubator.challenges.values import Buyer, Ground, GroundKind
from incubator.core.i18n import mark as N_
from incubator.core.reference import authorities
from incubator.core.reference.authorities import Authority

# Bodies of which the name leaves no doubt that they are no authority of this law, whatever town their name holds.
_OTHERS = re.compile(
    r"\b(ministerie|rijks\w*|politie|prorail|uwv|universit\w*|hogeschool\w*|umc|\w*ziekenhuis|woning\w*|woon\w*|\w*scho(?:ol|len)|college|"
    r"lyceum|onderwijs\w*|roc|belasting\w*|staatsbosbeheer|defensie|havenbedrijf|luchthaven|netbeheer|zorggroep|ggz|museum|"
    r"vereniging van nederlandse gemeenten|vng\w*)\b",
    re.IGNORECASE,
)
_SAFETY_REGION = re.compile(r"\bveiligheidsregio\b|\bbrandweer\b", re.IGNORECASE)
_PURCHASING = re.compile(
    r"\b(bizob|stichting rijk|\w*inkoop\w*|\w*aanbested\w*|servicepunt\w*|servicecentrum|dienstencentrum|uitvoeringsorganisatie)\b",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"\b(\w*gemeenten|gemeenschappelijke regeling|\w*regio|regionale?|ggd|omgevingsdienst|\w*samenwerking\w*|\w*uitvoeringsdienst|"
    r"intergemeentelijke?|sociale dienst|recreatieschap|afvalschap|afvalbeheer|afvalverwijdering|afvalstoffendienst|"
    r"reinigingsdienst\w*|reinigingsbedrijf|werkbedrijf|leerwerkbedrijf|arbeidsintegratiebedrijf|participatiebedrijf|werkplein|"
    r"werkvoorzieningschap|drechtsteden|noaberkracht\w*|waternet|bedrijfsvoeringsorganisatie|werkorganisatie|"
    r"ambtelijke organisatie|openbaar lichaam|shared service\w*)\b|\bGR\b",
    re.IGNORECASE,
)
_LOCAL_WORDS = re.compile(r"\b(gemeente|gem\.|stadsdeel|provincie|waterschap|hoogheemraadschap)", re.IGNORECASE)
_AUTHORITY_WORD = re.compile(
    r"\b(?P<kind>gemeenten?|gem\.|provincie|waterschap|hoogheemraadschap)\s+(?:van\s+)?(?=\S)", re.IGNORECASE
)
_BEGINS_AS_AUTHORITY = re.compile(
    r"^(?:de\s+|het\s+)?(?:gemeenten?|gem\.|provincie|waterschap|hoogheemraadschap)\s", re.IGNORECASE
)
_AND_ANOTHER = re.compile(
    r"^\s*(?:,\s*en\b|,|/|&|\+|\ben\b)\s*(?:de\s+|het\s+)?(?:(?P<kind>gemeenten?|gem\.|provincie|waterschap|hoogheemraadschap)\s+)?",
    re.IGNORECASE,
)
_ON_BEHALF = re.compile(
    r"\b(?:namens|ten behoeve van|t\.?b\.?v\.?|in opdracht van|voor rekening van)(?:\s|$)", re.IGNORECASE
)
_FOR = re.compile(r"\bvoor\s+(?:de\s+)?(?=gemeenten?\s)", re.IGNORECASE)
_ENDS = re.compile(r"^\s*(?:$|[|(])")
_END_OF_SENTENCE = re.compile(r"(?<=[a-z]{2})\.\s")  # and not the full stops of "N.V. X"
LONGEST_NAME = 5  # words
SENTENCE = 160  # letters after "namens" in which the name stands
MOST_NAMED = 3  # in a description; a purchasing body that names more is describing itself
EURO = "EUR"
DUTCH = frozenset({"NL", "NLD"})

_NOT_LOCAL = {
    Buyer.OTHER: N_(
        "The buyer is not a municipality, province or water board as far as we know, "
        "and the law on the right to challenge is about those. You can still propose your plan to this buyer."
    ),
    Buyer.TOGETHER: N_(
        "The buyer seems to be a body in which municipalities work together, or a company of theirs. "
        "Ask which municipality decides, and whether its rules hold here."
    ),
    Buyer.SAFETY_REGION: N_(
        "The buyer is a safety region or a fire brigade. The work of emergency services is no task that residents take over. "
        "You can still propose your plan to this buyer."
    ),
    Buyer.PURCHASING: N_(
        "The buyer seems to be a bureau that buys for municipalities. Ask for which municipality it buys this: that municipality decides."
    ),
    Buyer.PERHAPS_LOCAL: N_(
        "The buyer seems to be a municipality, province or water board, but we do not know it by this name. Look up its rules yourselves."
    ),
    Buyer.UNKNOWN: N_("We do not know who the buyer is. Look in the notice itself."),
    Buyer.LOCAL: N_("We do not know who the buyer is. Look in the notice itself."),
}
_BUYERS = {
    "municipality": N_("The buyer is a municipality, which can have rules for the right to challenge."),
    "province": N_("The buyer is a province, which can have rules for the right to challenge."),
    "water-board": N_("The buyer is a water board, which can have rules for the right to challenge."),
}


def buyer_of(
    name: str | None,
    *,
    partners: Sequence[str] = (),
    title: str = "",
    description: str = "",
    country: str | None = None,
    currency: str | None = None,
) -> tuple[Buyer, tuple[Authority, ...]]:
    """What a buyer is, and the authorities that decide: those that buy together, or for which another buys."""
    if country is not None and country.upper() not in DUTCH:
        return Buyer.OTHER, ()
    if name is None or not name.strip():
        # Dutch authorities buy in euros: another currency is the only sign of a country that a notice without a buyer can give.
        if currency not in {None, EURO}:
            return Buyer.OTHER, ()
        return Buyer.UNKNOWN, ()
    deciding = _deciding(name, partners, title, description)
    if deciding:
        return Buyer.LOCAL, tuple(dict.fromkeys(deciding))
    return _body(name), ()


def _deciding(name: str, partners: Sequence[str], title: str, description: str) -> list[Authority]:
    buying = [*_own(name)]
    for partner in partners:
        buying += _own(partner)
    in_title = list(named_in(title))
    if buying:
        # "Gemeenten X en Y" in the title of X: they buy it together.
        together = in_title if set(in_title) & set(buying) else []
        return buying + together
    if _OTHERS.search(name):
        return []
    if _body(name) in {Buyer.PURCHASING, Buyer.TOGETHER} and in_title:
        return in_title
    return _on_behalf(name, title, description)


def _own(name: str) -> list[Authority]:
    """The authorities that a name of a buyer consists of, and nothing else but a second name after a bar or in brackets."""
    exact = authorities.authority(name) or successor_of(name)
    if exact is not None:
        return [exact]
    if not _BEGINS_AS_AUTHORITY.match(name):
        return []
    enumerated, rest = _enumeration(name, 0)
    if _ENDS.match(rest):
        return enumerated
    if _ON_BEHALF.match(rest.strip()):
        return enumerated + list(named_in(rest))
    return []


def _on_behalf(name: str, title: str, description: str) -> list[Authority]:
    """For whom a buyer says that it buys."""
    both = [_ON_BEHALF, _FOR]
    # Of a body that we do not know only its own title counts: a description tells whom else it works for.
    in_description = both if _body(name) in {Buyer.PURCHASING, Buyer.TOGETHER} else [_ON_BEHALF]
    for text, phrases in ((name, in_description), (title, both), (description, in_description)):
        named: list[Authority] = []
        for phrase in phrases:
            for match in phrase.finditer(text):
                named += named_in(_END_OF_SENTENCE.split(text[match.end() : match.end() + SENTENCE])[0])
        if named and len(set(named)) <= MOST_NAMED:
            return named
    return []


def named_in(text: str) -> Iterator[Authority]:
    """The authorities that a text names with the word before it: "gemeente Gouda", "gemeenten Coevorden en Borger-Odoorn"."""
    end = 0
    for match in _AUTHORITY_WORD.finditer(text):
        if match.start() < end:
            continue
        enumerated, rest = _enumeration(text, match.start())
        end = len(text) - len(rest)
        yield from enumerated


def _enumeration(text: str, start: int) -> tuple[list[Authority], str]:
    """The authorities that stand one after the other from here, and what follows them."""
    first = _AUTHORITY_WORD.search(text, start)
    if first is None:
        return [], text[start:]
    enumerated: list[Authority] = []
    kind, rest = first["kind"], text[first.end() :]
    while True:
        named, after = _leading(kind, rest)
        if named is None:
            return enumerated, rest
        enumerated.append(named)
        rest = after
        another = _AND_ANOTHER.match(rest)
        if another is None or _leading(another["kind"] or kind, rest[another.end() :])[0] is None:
            return enumerated, rest
        kind, rest = another["kind"] or kind, rest[another.end() :]


def _leading(kind: str, text: str) -> tuple[Authority | None, str]:
    """The authority whose name a text begins with, the longest first, and the rest of the text."""
    if not text[:1].isupper() and text[:1] not in "'’‘":
        return None, text  # "de gemeente best" is not Best
    words = list(re.finditer(r"[^\s,/&|;:]+", text[:120]))[:LONGEST_NAME]
    before = "gemeente" if kind.lower().startswith("gem") else kind
    for last in reversed(words):
        name = text[: last.end()]
        end = len(name.rstrip(".)"))
        named = authorities.authority(f"{before} {name[:end]}")
        if named is not None and not re.search(r"[,/&|;:]", name):
            return named, text[end:]
    return None, text


def _body(name: str) -> Buyer:
    if _SAFETY_REGION.search(name):
        return Buyer.SAFETY_REGION
    if is_joint_body(name):
        return Buyer.TOGETHER
    if _OTHERS.search(name):
        return Buyer.OTHER
    if _PURCHASING.search(name):
        return Buyer.PURCHASING
    if _TOGETHER.search(name):
        return Buyer.TOGETHER
    if _LOCAL_WORDS.search(name):
        return Buyer.PERHAPS_LOCAL
    return Buyer.OTHER


def authority_ground(deciding: Iterable[Authority]) -> Ground:
    """The reason for, when authorities buy, with their own law."""
    deciding = tuple(deciding)
    kind = deciding[0].kind
    if len(deciding) == 1:
        return Ground(GroundKind.BUYER, True, _BUYERS[kind], {}, LAWS[kind].source, 1)
    sentence = N_(
        "These authorities buy together, and each has rules of its own: %(names)s. Ask which of them decides."
    )
    return Ground(GroundKind.BUYER, True, sentence, {"names": deciding}, LAWS[kind].source, 1)


def no_authority(buyer: Buyer) -> Ground:
    """The reason against when another buys; an open question when we do not know which authority does."""
    speaks_for = False if buyer in {Buyer.OTHER, Buyer.SAFETY_REGION} else None
    return Ground(GroundKind.BUYER, speaks_for, _NOT_LOCAL[buyer], {}, LAW.source)
