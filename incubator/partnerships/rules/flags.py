"""What the parties have to look into. It says what to check and with whom, never that something may or must."""

from collections.abc import Iterator

from incubator.partnerships.values import PUBLIC, AgreementText, ContributionKind, Flag, PublicRole

# Articles only where the text of the law says it; of state aid and of the rules of municipalities we have none at hand.
ARTICLES = {
    Flag.PROCUREMENT: "Aanbestedingswet 2012, art. 2.14, 2.15-2.18",
    Flag.HEAD_START: "Aanbestedingswet 2012, art. 2.51",
    Flag.BOARD_SEATS: "art. 2:37 lid 2 en 3 BW",
}
BUYING = frozenset({PublicRole.CUSTOMER, PublicRole.BOTH})
OWNING = frozenset({PublicRole.SHAREHOLDER, PublicRole.BOTH})


def flags(text: AgreementText) -> tuple[Flag, ...]:
    """What is to be looked into for this text, each once, in the order of a reader."""
    return tuple(dict.fromkeys(_raised(text)))


def _raised(text: AgreementText) -> Iterator[Flag]:
    public = {each.party_id: each.role for each in text.parties if each.kind in PUBLIC}
    given = [each for each in text.contributions if each.party_id in public]
    kinds = {each.kind for each in given}
    yield from _by_role(set(public.values()), buys=ContributionKind.PURCHASE in kinds)
    if ContributionKind.GUARANTEE in kinds:
        yield Flag.GUARANTEE_AID
    cheap = {each.below_market for each in given if each.kind is ContributionKind.PREMISES}
    if True in cheap:
        yield Flag.PREMISES_AID


def _by_role(roles: set[PublicRole | None], *, buys: bool) -> Iterator[Flag]:
    owns = bool(roles & OWNING)
    # A purchase is enough, whatever role was chosen: what is done counts, and not what it is called.
    if buys or roles & BUYING:
        yield from (Flag.PROCUREMENT, Flag.HEAD_START)
        if owns:
            yield Flag.BOTH_ROLES
    if owns:
        yield from (Flag.SHAREHOLDER_AID, Flag.MEMBERSHIP, Flag.BOARD_SEATS)
