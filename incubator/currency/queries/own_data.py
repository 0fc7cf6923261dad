"""What a currency holds of somebody, for their own download."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from incubator.accounts.models import User
from incubator.core.db import db
from incubator.currency.models import CurrencyAccount
from incubator.currency.queries.market import placed_by
from incubator.currency.queries.statements import statement


def currency_of(user: User) -> list[dict[str, Any]]:
    """Of each own account what was booked, in hundredths of the unit, and the cards that were placed."""
    accounts = (
        select(CurrencyAccount)
        .where(CurrencyAccount.user_id == user.id)
        .options(joinedload(CurrencyAccount.currency))
        .order_by(CurrencyAccount.id)
    )
    taken_along = []
    for account in db.session.scalars(accounts):
        lines = []
        for line in statement(account):
            lines.append(
                {
                    "on": line.entry.on_date.isoformat(),
                    "for": line.entry.description,
                    "hundredths": line.amount,
                    # A number and no name: the other did not ask for this download.
                    "with_account": line.other.number if line.other else None,
                }
            )
        taken_along.append({"currency": account.currency.name, "account": account.number, "booked": lines})
    return [*taken_along, *placed_by(user)]
