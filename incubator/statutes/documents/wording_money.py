"""What the answers say about money: contributions, the surplus, funds, and what members answer for."""

from fractions import Fraction

from incubator.core.quantities import write_cents, write_share, write_years
from incubator.core.word import Inline, Open
from incubator.statutes.documents.language import capital, ended, enumerated, uncapital, unended
from incubator.statutes.documents.naming import Word, chosen, months, number_in_words, or_open, organ_name, percentage
from incubator.statutes.rules.conditions import RATIO, has_accounts
from incubator.statutes.rules.organs import organ
from incubator.statutes.values import Statutes

BASES = {
    "labour_hours": "verdeeld naar verhouding van de in het boekjaar gewerkte uren",
    "wage": "verdeeld naar verhouding van het in het boekjaar ontvangen loon",
    "equal": "verdeeld in gelijke delen",
    "capital": "verdeeld naar verhouding van de betaalde inleg",
}

REST_IS_PAID = " Het overige wordt uitbetaald binnen drie maanden na het besluit."


def words(s: Statutes) -> dict[str, Inline | Word]:
    """The words of the chapters on money, dissolution and liability."""
    return _contribution(s) | _surplus(s) | _dissolution(s) | _liability(s)


def _contribution(s: Statutes) -> dict[str, Inline | Word]:
    contribution = write_cents(s.capital.contribution_cents or 0)
    return {
        "contribution": contribution,
        "contribution_missing": Open("bedrag", "Het bedrag van de inleg"),
        "first_contribution": chosen(bool(s.capital.contribution_cents), f" Bij de oprichting is dat {contribution}."),
        "instalments": str(s.capital.instalments or 1),
        "repayment_term": _repayment_term(s.exit.repayment_years or Fraction(1)),
        # The regulation of the accounts pays a part every year.
        "in_parts": chosen((s.exit.repayment_years or 0) > 1, "in gelijke jaarlijkse delen "),
        "own_claim": unended(uncapital(s.exit.claim_basis)),
    }


def _surplus(s: Statutes) -> dict[str, Inline | Word]:
    ratio = s.pay_ratio.strip()
    return {
        "inspection": ended(capital(s.accounts_inspection)),
        "reserve": percentage(s.surplus.reserve_min_pct or Fraction(0)),
        "fund_parts": _fund_parts(s),
        "credit_share": _credit_share(s.surplus.appropriation.credit_share),
        "basis": BASES.get(s.surplus.basis, _own_basis(s.surplus.basis)),
        "by_work": chosen(s.purpose.public_mission, ", naar deelname aan het werk"),
        "credit_rest": chosen(s.surplus.appropriation.credit_share != 1, REST_IS_PAID),
        "account_regulation": chosen(has_accounts(s), " en een reglement voor de ledenrekeningen"),
        "pay_ratio": _ratio(ratio),
        "pay_ratio_sentence": unended(uncapital(ratio)),
    }


def _dissolution(s: Statutes) -> dict[str, Inline | Word]:
    # Who chooses when nobody was named: what no one else decides is of the meeting (2:40(1)).
    chooser = s.surplus.chooser or "ALV"
    return {
        "destination": or_open(
            unended(uncapital(s.surplus.destination)), "bestemming", "De bestemming van het batig saldo bij ontbinding"
        ),
        "determination": unended(uncapital(s.surplus.determination_method)),
        "chooser": organ_name(chooser, "ALV"),
        "chooser_when": chosen(organ(chooser) == "ALV", " in het besluit tot ontbinding"),
    }


def _liability(s: Statutes) -> dict[str, Inline | Word]:
    liability = s.liability
    limit = write_cents(liability.max_per_member_cents or 0)
    return {
        "regime_missing": Open("U.A., B.A. of W.A.", "De keuze voor U.A., B.A. of W.A."),
        "max_liability": or_open(
            chosen(liability.max_per_member_cents is not None, limit), "bedrag", "Het hoogste bedrag per lid bij B.A."
        ),
        # One year is what 2:55(1) says when the statutes are silent.
        "tail": write_years(liability.post_exit_years or Fraction(1)),
        # 2:55(2): equal parts, unless the statutes choose another measure.
        "standard": unended(uncapital(liability.standard)) or "in gelijke delen",
        "liability_doubt": Open(
            "de notaris gaat deze formulering na",
            "De formulering van de aansprakelijkheid bij B.A. en W.A. (artikel 2:55 lid 1 BW)",
        ),
    }


def _repayment_term(years: Fraction) -> str:
    return write_years(years) if years >= 1 else months(years * 12)


def _own_basis(own: str) -> str:
    """Their words on how the surplus is divided, after the verb where they read on from it."""
    text = unended(uncapital(own))
    return f"verdeeld {text}" if text.startswith(("naar ", "in ", "op ", "volgens ")) else f"zo verdeeld: {text}"


def _fund_parts(s: Statutes) -> str:
    parts = []
    if s.surplus.appropriation.education:
        parts.append(f"{percentage(s.surplus.appropriation.education)} naar het scholingsfonds")
    if s.surplus.appropriation.solidarity:
        parts.append(f"{percentage(s.surplus.appropriation.solidarity)} naar het solidariteitsfonds")
    return enumerated(tuple(parts))


def _credit_share(share: Fraction | None) -> str:
    """de helft; 40%: a part that has a name is written with it."""
    if share == 1:
        return "het geheel"
    named = write_share(share or Fraction(0))
    return percentage(share or Fraction(0)) if named.endswith(" deel") else named


def _ratio(text: str) -> str:
    if not RATIO.fullmatch(text):
        return text
    return number_in_words(Fraction(text.replace(",", ".")))
