"""What help consists of."""

from dataclasses import dataclass

from flask_babel import LazyString


@dataclass(frozen=True, slots=True)
class HelpTopic:
    """A question as people ask it, with its answer."""

    question: LazyString
    answer: LazyString


@dataclass(frozen=True, slots=True)
class HelpArea:
    """The help with a part of the site. `key` is its anchor."""

    key: str
    title: LazyString
    topics: tuple[HelpTopic, ...]
