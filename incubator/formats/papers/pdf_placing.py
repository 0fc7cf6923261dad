"""Where things stand on a page of a PDF, as who reads the turned page sees them: heights count from its top."""

from typing import Any


class Placing:
    """From the axes of a PDF, which run up from the corner below."""

    def __init__(self, page: Any) -> None:
        self._low_left, self._low_bottom, right, top = page.get_cropbox()
        self._wide, self._high = right - self._low_left, top - self._low_bottom
        self._turned = page.get_rotation()

    @property
    def size(self) -> tuple[float, float]:
        """How wide and how high the page is."""
        if self._turned in (90, 270):
            return self._high, self._wide
        return self._wide, self._high

    def on_page(self, left: float, right: float, top: float, bottom: float) -> tuple[float, float, float, float]:
        """Left, right, top and bottom of a box."""
        left, right = left - self._low_left, right - self._low_left
        top, bottom = self._high - (top - self._low_bottom), self._high - (bottom - self._low_bottom)
        if self._turned == 90:
            return self._high - bottom, self._high - top, left, right
        if self._turned == 180:
            return self._wide - right, self._wide - left, self._high - bottom, self._high - top
        if self._turned == 270:
            return top, bottom, self._wide - right, self._wide - left
        return left, right, top, bottom
