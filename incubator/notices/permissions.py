"""Who may do what with searches that are kept."""

from incubator.accounts.models import User
from incubator.notices.models import SavedSearch


def is_own(viewer: User, search: SavedSearch) -> bool:
    """Whether this person keeps the search; of others it is not even found."""
    return search.user_id == viewer.id
