"""Words of the start pages: the next step in two voices, the documents of the phases, what jobs came to."""

from incubator.home.messages.cards import Card, Headline, card, headline
from incubator.home.messages.documents import BADGES, DOCUMENTS, STATES, ExitLine, exit_lines
from incubator.home.messages.job_results import result

__all__ = ["BADGES", "DOCUMENTS", "STATES", "Card", "ExitLine", "Headline", "card", "exit_lines", "headline", "result"]
