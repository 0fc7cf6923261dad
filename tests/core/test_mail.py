"""A letter is one mail in two forms, says why one gets it, and cannot be bent by what people type."""

import pytest
from lxml import html

from incubator.core import clock
from incubator.core.mail import Attachment, Letter, MailLine, Recipient, compose, in_language, link, message_id

READER = Recipient("fatma@example.org", "Fatma")
LETTER = Letter(
    subject="Lever vóór vrijdag in: jullie ondernemingsplan",
    paragraphs=("Lever vóór vrijdag 27 november jullie plan in.", "Marijke leest het in het weekend."),
    why="Je krijgt deze mail omdat je meedoet met De Lange Tafel.",
    action=("Inleveren", "/leren/12"),
    facts=(("Cursus", "Ondernemen & rekenen"),),
    items=(MailLine("Catering wijkcentrum", "/kansen/3", ("Gemeente Utrecht", "nog 6 dagen")),),
    closing=("Lukt het niet? Bel Marijke.",),
    unsubscribe_url="/mail/stop/abc",
    settings_url="https://other.example.org/settings",
)


@pytest.fixture
def message(app):
    return compose(LETTER, READER, key="hand-in-12", at=clock.now())


def body(message, kind):
    return message.get_body((kind,)).get_content()


def test_both_forms_say_the_same(message):
    text = body(message, "plain")
    visible = " ".join(html.document_fromstring(body(message, "html")).find("body").text_content().split())
    words = (
        "Dag Fatma,",
        *LETTER.paragraphs,
        "Inleveren",
        "Cursus",
        "Ondernemen & rekenen",
        "Catering wijkcentrum",
        "nog 6 dagen",
        *LETTER.closing,
        LETTER.why,
    )
    for sentence in words:
        assert sentence in text
        assert sentence in visible


def test_paths_become_whole_addresses_in_both_forms(message):
    links = [a.get("href") for a in html.document_fromstring(body(message, "html")).iter("a")]
    assert "http://localhost/leren/12" in links
    for address in links:
        assert address.startswith(("http://localhost/", "https://other.example.org/"))
        assert address in body(message, "plain")


def test_a_mail_program_can_stop_these_mails_with_one_click(message):
    assert message["List-Unsubscribe"] == "<http://localhost/mail/stop/abc>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Auto-Submitted"] == "auto-generated"


def test_a_letter_that_must_come_has_no_way_to_stop_it(app):
    plain = compose(Letter("Wachtwoord", ("Kies een nieuw.",), why="Je vroeg erom."), READER, key="k", at=clock.now())
    assert "List-Unsubscribe" not in plain
    assert "Stop" not in body(plain, "plain")


def test_the_message_id_is_the_same_for_the_same_occasion(message):
    assert message["Message-ID"] == message_id("hand-in-12")
    assert message_id("hand-in-12") != message_id("hand-in-13")


def test_it_speaks_the_language_of_the_reader(app):
    english = compose(LETTER, Recipient("sam@example.org", "Sam", "en"), key="k", at=clock.now())
    assert "Hello Sam," in body(english, "plain")
    assert english["Content-Language"] == "en"
    with in_language("xx"):
        dutch = compose(LETTER, Recipient("sam@example.org", "", "xx"), key="k", at=clock.now())
    assert "Dag,\n" in body(dutch, "plain")


@pytest.mark.parametrize(
    "evil", ["Fatma\r\nBcc: everyone@example.org", "Fatma\nBcc: x@example.org", "Fatma\u2028Bcc: y"]
)
def test_what_people_type_cannot_add_a_header(app, evil):
    letter = Letter(evil, ("x",), why="y", attachments=(Attachment(evil, b"x", "text/calendar"),))
    message = compose(letter, Recipient("fatma@example.org", evil), key="k", at=clock.now())
    assert message["Bcc"] is None
    headers = message.as_bytes().partition(b"\r\n\r\n")[0]
    assert b"\nBcc" not in headers


@pytest.mark.parametrize("address", ["a@b.nl\r\nBcc: c@d.nl", "a@b.nl, c@d.nl", "nobody", "", "a b@c.nl", "@"])
def test_what_is_no_address_is_refused(app, address):
    with pytest.raises(ValueError, match=r"."):
        compose(LETTER, Recipient(address, "x"), key="k", at=clock.now())


def test_what_people_type_is_text_not_html(app):
    message = compose(Letter("x", ("<script>alert(1)</script>",), why="y"), READER, key="k", at=clock.now())
    assert "<script>" not in body(message, "html")
    assert "<script>" in body(message, "plain")


def test_attachments_travel_along(app):
    letter = Letter("x", ("y",), why="z", attachments=(Attachment("agenda.ics", b"BEGIN:VCALENDAR", "text/calendar"),))
    message = compose(letter, READER, key="k", at=clock.now())
    (part,) = message.iter_attachments()
    assert (part.get_filename(), part.get_content_type()) == ("agenda.ics", "text/calendar")


def test_a_link_to_a_page_needs_no_request(app):
    assert link("core.privacy") == "http://localhost/privacy"
