"""Declarations and proofs, and who signs (P-14, P-15, P-19)."""

from datetime import date

from incubator.bids.rules.procurement.registry import Seen, directive, procurement_rule
from incubator.bids.values.findings import LegalMark, LegalSource, RuleNote, RuleWeight
from incubator.bids.values.procurement import PartnerSide, ProcurementCase
from incubator.core.i18n import counted
from incubator.core.i18n import mark as N_
from incubator.core.quantities.calendar_months import months_later

MONTHS_OF_EXTRACT = 6
MONTHS_OF_TAX_STATEMENT = 6
MONTHS_OF_CONDUCT = 24
OWN_DECLARATION = frozenset({"lead", "member", "relied-on"})


def oldest_day(closes: date, months: int) -> date:
    """The first day on which a proof may have been made to be young enough at closing."""
    return months_later(closes, -months)


@procurement_rule("P-14", "art. 2.89 Aw 2012", LegalMark.READ, RuleWeight.ERROR)
def proof_too_old(case: ProcurementCase) -> Seen | None:
    """A proof that is older at closing than the law takes."""
    if case.private or case.closes is None:
        return None
    closes = case.closes.date()
    own = case.own
    proofs = (
        (N_("the extract of the trade register"), own.extract_on, MONTHS_OF_EXTRACT),
        (N_("the statement of the tax office"), own.tax_statement_on, MONTHS_OF_TAX_STATEMENT),
        (N_("the certificate of conduct (GVA)"), own.conduct_on, MONTHS_OF_CONDUCT),
    )
    for name, made_on, months in proofs:
        if made_on is not None and made_on < oldest_day(closes, months):
            return Seen(
                N_("At closing %(proof)s is too old: it may be %(months)s old, and is of %(day)s."),
                N_("Ask for a new one."),
                proof=RuleNote(name),
                months=counted("%(num)d month", "%(num)d months", months),
                day=made_on,
            )
    return None


@procurement_rule(
    "P-15", "art. 2.84-2.85 Aw 2012", LegalMark.READ, RuleWeight.ERROR, abroad=directive("59", LegalMark.SECOND_HAND)
)
def declaration_missing(case: ProcurementCase) -> Seen | None:
    """A partner, or somebody who is relied on, without a declaration of its own (UEA)."""
    for partner in case.partners:
        if partner.role in OWN_DECLARATION and partner.declaration is False:
            return _declaration_begun(partner) if partner.begun else _declaration_not_begun(partner)
    return None


def _declaration_not_begun(partner: PartnerSide) -> Seen:
    what = N_("%(name)s has no own declaration (UEA) yet. Every partner, and everyone you rely on, fills in its own.")
    if partner.is_ours:
        return Seen(what, N_("Begin it on the page of the UEA."), name=partner.name)
    return Seen(what, N_("Send it the declaration, and let it sign."), name=partner.name)


def _declaration_begun(partner: PartnerSide) -> Seen:
    """How far it is of what the group fills in itself; of what another fills in only that it was begun."""
    if partner.answered is None:
        what = N_("%(name)s has begun its own declaration (UEA), and has not given it yet.")
        return Seen(what, N_("Ask it to finish the declaration, and to sign."), name=partner.name)
    done, asked = partner.answered
    what = N_(
        "The own declaration (UEA) of %(name)s has been begun and is not ready: of the %(asked)s questions %(done)s have an answer."
    )
    do = N_("Go on with it on the page of the UEA, and let somebody declare about exclusion by name.")
    return Seen(what, do, name=partner.name, done=done, asked=asked)


@procurement_rule(
    "P-19", "art. 2:45 BW", LegalMark.READ, RuleWeight.ERROR, abroad=LegalSource("art. 2:45 BW", LegalMark.READ)
)
def signatory_not_authorised(case: ProcurementCase) -> Seen | None:
    """Who signs is not named in the trade register as somebody who may, alone or together."""
    if case.own.signatory_on_extract is not False:
        return None
    return Seen(
        N_("Who signs may not do so by the extract of the trade register."),
        N_("Let somebody sign who may, or enclose a written proxy."),
    )
