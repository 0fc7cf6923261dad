"""No link in a text that a stranger can get mailed."""

import pytest

from incubator.core.errors import RuleViolation
from incubator.core.plain_names import refuse_links


@pytest.mark.parametrize(
    "text",
    [
        "Kijk op https://evil.example",
        "www.winst",
        "Win op evil.com",
        "evil.com/prijs",
        "Schrijf naar x@y",
        "evil\uff0ecom",
        "evil\u3002com",
        "ｅｖｉｌ.com",
        "xn--vil-9la",
    ],
)
def test_what_a_mail_program_makes_a_link_of_is_refused(text):
    with pytest.raises(RuleViolation) as refused:
        refuse_links(text, field="name")
    assert refused.value.field == "name"


@pytest.mark.parametrize(
    "text",
    [
        "De Bezem",
        "Coöperatie De Zonnewijk U.A.",
        "St. Jan",
        "mr.dr.Jansen",
        "J.A. de Vries",
        "J.A.de Vries",
        "Zorg 2.0",
    ],
)
def test_a_name_with_dots_is_a_name(text):
    assert refuse_links(text) == text
