"""What another group reads of an example."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from incubator.reviews.values import WorkItem

# Names in running text cannot be told from other words: the group reads it through before it shares it.
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<![\w€.,])(?:\+31|0031|0)[\s-]?(?:\d[\s-]?){8}\d(?!\d)")
HIDDEN = "(...)"


def for_others(items: Sequence[WorkItem], private: Collection[str]) -> list[WorkItem]:
    """The parts without data of people: private parts are gone, addresses and telephone numbers hidden, empty parts left out."""
    shown = []
    for item in items:
        if item.id not in private and item.value.strip():
            shown.append(replace(item, value=without_contact(item.value), data=None))
    return shown


def without_contact(text: str) -> str:
    """The text without mail addresses and telephone numbers."""
    return PHONE.sub(HIDDEN, EMAIL.sub(HIDDEN, text))
