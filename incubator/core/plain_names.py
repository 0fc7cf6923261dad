"""Names as people type them: when two are the same, and what a stranger can get mailed.

The name of a person or a group holds no address to go to: nobody advertises through us.
"""

import re
import unicodedata

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_

TITLES = "mr|dr|drs|ir|ing|prof|ds|mw|dhr|st"  # whose dot people forget to put a blank behind
ADDRESS = re.compile(
    rf"://|@|\bwww\.|\b(?!(?:{TITLES})\.)[\w-]{{2,}}\.[a-z]{{2,}}(?![\w])|\bxn--", re.IGNORECASE | re.UNICODE
)
DOTS = str.maketrans("。．｡․", "....")  # which a mail program takes for a dot too


def compared(name: str) -> str:
    """A name as it is compared: without case and without blanks too many."""
    return " ".join(name.split()).casefold()


def refuse_links(text: str, *, field: str | None = None) -> str:
    """The text itself. Raises `RuleViolation` when a mail program could make a link of something in it."""
    if ADDRESS.search(unicodedata.normalize("NFKC", text.translate(DOTS))):
        raise RuleViolation(N_("A name cannot hold a web or e-mail address."), field=field)
    return text
