"""What a member gets who leaves, however people write it."""

from incubator.statutes.values import Statutes

INDEXED, PAID_IN, BALANCE, OWN = "paid_in_indexed", "paid_in", "account_balance", "own_claim"
# Without a choice the deed pays back the contribution, adjusted to prices.
WRITTEN = {
    "": INDEXED,
    "paid_in_indexed": INDEXED,
    "inleg_geindexeerd": INDEXED,
    "paid_in": PAID_IN,
    "inleg": PAID_IN,
    "account_balance": BALANCE,
    "full_balance": BALANCE,
    "balance": BALANCE,
    "account": BALANCE,
    "accounts": BALANCE,
    "saldo": BALANCE,
    "ledenrekening": BALANCE,
}


def leavers_claim(statutes: Statutes) -> str:
    """`paid_in_indexed`, `paid_in`, `account_balance`, or `own_claim` for words of their own."""
    return WRITTEN.get(statutes.exit.claim_basis.strip().lower(), OWN)


def gets_contribution_only(statutes: Statutes) -> bool:
    """Whether who leaves gets no more than was paid in, adjusted to prices at the most."""
    return leavers_claim(statutes) in {INDEXED, PAID_IN}
