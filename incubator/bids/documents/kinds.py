"""What a document of a bid is: its kind, that it belongs to a bid, and that it was made."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from incubator.bids.documents.gaps import Gap
from incubator.bids.rules.lots import lot_number
from incubator.bids.values.documents import Audience, BidSource, ProcurementRoute
from incubator.bids.values.wording import wording_of
from incubator.core import files
from incubator.core.files import FileKind
from incubator.core.text import fold
from incubator.core.word import Document

Made = Document | bytes


@dataclass(frozen=True, slots=True)
class BidDocumentKind:
    """A kind of document: its key in files and tables, its name on a page and in Dutch, for whom it is, and when it applies."""

    key: str
    name: str  # an English source text of the catalogue
    dutch: str
    audience: Audience
    routes: frozenset[ProcurementRoute]
    make: Callable[[BidSource], Made]
    reads: frozenset[str]
    spread: str = ""
    when: Callable[[BidSource], bool] = lambda source: True
    file_kind: FileKind = files.WORD
    page: str = ""  # of the bid, where an open point is mended that names no other


@dataclass(frozen=True, slots=True)
class PlannedDocument:
    """A document that belongs to a bid: its kind, and about which part of it."""

    kind: BidDocumentKind
    source: BidSource
    lot: str = ""
    part: str = ""
    party: str = ""  # the name of who it is about

    @property
    def called(self) -> str:
        """The name of its kind, as the country of the buyer calls it."""
        return wording_of(self.source.law).names.get(self.kind.key, self.kind.dutch)

    @property
    def file_name(self) -> str:
        """plan-van-aanpak-perceel-1, uea-cooperatie-de-tuin-u-a, without its ending: systems of buyers take plain letters."""
        # A bare number would be that of a second copy.
        lot = f"perceel-{_plain(lot_number(self.lot))}" if self.lot else ""
        return "-".join(filter(None, (_plain(self.called), lot, _plain(self.party) or self._number)))

    @property
    def title(self) -> str:
        """Plan van aanpak, perceel 1; Referentie 2; UEA van De Tuin"""
        lot = f", perceel {lot_number(self.lot)}" if self.lot else ""
        called = self.called
        if self.party:
            # "Verklaring van een derde van De Brug" would say that somebody else states it.
            of_whom = ": " if " van " in called else " van "
            return f"{called}{of_whom}{self.party}"
        return f"{called} {self._number}".rstrip() + lot

    @property
    def _number(self) -> str:
        return str(int(self.part) + 1) if self.part.isdecimal() else self.part


@dataclass(frozen=True, slots=True)
class MadeDocument:
    """A document with its bytes, and what is open in it."""

    planned: PlannedDocument
    content: bytes
    gaps: tuple[Gap, ...]

    @property
    def open_count(self) -> int:
        return sum(gap.count for gap in self.gaps)


def _plain(name: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", fold(name.replace("'", ""))))
