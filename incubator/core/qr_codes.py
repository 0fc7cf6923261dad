"""Pictures to look at with a phone, drawn here: nothing is asked of another site."""

import segno
from markupsafe import Markup


def qr_code(address: str, title: str) -> Markup:
    """An SVG of an address, with a title for who does not see it. On white, also on a dark page: else most cameras do not see it."""
    code = segno.make(address, error="m", micro=False)
    drawn = code.svg_inline(scale=5, light="#fff", omitsize=True, svgclass="qr", title=title)
    return Markup(drawn)  # noqa: S704 - made here, of squares
