"""What is read out of one JSON document, item by item."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from incubator.formats.fields import Wrong
from incubator.formats.merging import places_of_known
from incubator.formats.values import Reading, ReadNotice, Rejection


@dataclass(slots=True)
class Gathering:
    """Notices and rejections so far. `background` is what earlier items said of a procurement, by its ocid."""

    notices: list[ReadNotice] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    unknown: int = 0  # items that are of no format
    links: list[tuple[dict[str, Any], str]] = field(default_factory=list)  # releases that are only linked to
    format: str | None = None
    background: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.notices) + len(self.rejected)

    def reading(self) -> Reading:
        return Reading(self.format, tuple(self.notices), tuple(self.rejected))

    def reject(self, reason: str) -> None:
        self.rejected.append(Rejection(reason))

    def add(self, read_notice: Callable[..., ReadNotice], value: dict[str, Any], path: str, **more: Any) -> None:
        """Read one notice; what cannot be one is rejected with the reason."""
        try:
            notice = read_notice(value, path, **more)
        except Wrong as wrong:
            self.reject(str(wrong))
        except RecursionError:
            self.reject(f"{path or 'The notice'} is nested too deeply.")
        else:
            self.notices.append(replace(notice, sources=places_of_known(notice, notice.sources)))
            self.format = self.format or notice.format
