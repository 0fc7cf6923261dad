"""Pages of accounts: the door, the own account, and the manager's list of people."""

from incubator.accounts.views import door, invitations, own, people
from incubator.accounts.views.blueprint import init_app, pages

__all__ = ["door", "init_app", "invitations", "own", "pages", "people"]
