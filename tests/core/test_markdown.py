"""Tables of lessons and articles, for who listens to a page."""

from incubator.core import markdown


def test_a_heading_without_words_is_no_heading():
    page = markdown.render("| | in dienst | |\n|---|---|---|\n| loon | 2.400 | |\n")
    assert page.count("<th>") == page.count("</th>") == 1
    assert page.count("<td>") == page.count("</td>") == 5
    assert 'tabindex="0"' in page
