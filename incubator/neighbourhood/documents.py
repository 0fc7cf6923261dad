"""The story of a neighbourhood as a page shows it."""

import re

from markupsafe import Markup

from incubator.core import markdown

HEADING = re.compile(r"<(/?)h[1-6]>")
EMPTY_HEADING = re.compile(r"<h2>\s*</h2>")
MARK = re.compile(r"^\s*(?:#{1,6}|[-*>])\s+|[*_`]|(?<=\])\([^)]*\)|[\[\]]", re.MULTILINE)
PICTURE = re.compile(r"<img[^>]*>")


def story_html(text: str) -> Markup:
    """The story as safe HTML. Every heading is of the second level, below the name of the page; pictures of elsewhere are left out."""
    # A picture of elsewhere tells its server who reads this page.
    html = PICTURE.sub("", str(markdown.render(text)))
    html = EMPTY_HEADING.sub("", HEADING.sub(r"<\1h2>", html))
    return Markup(html)  # noqa: S704 - cleaned by `markdown.render`; only whole tags were renamed or taken out


def plain(text: str) -> str:
    """The story without its marks, for a description."""
    return MARK.sub("", text)
