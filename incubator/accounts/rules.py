"""Rules about passwords and addresses: plain Python."""

import re
from datetime import timedelta

from email_validator import EmailNotValidError, validate_email

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.plain_names import refuse_links

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 256
LIFETIMES = {
    "invitation": timedelta(days=14),
    "password-reset": timedelta(hours=2),
    "email-confirmation": timedelta(days=3),
}
COMMON = frozenset(
    {
        "wachtwoord123", "welkom123456", "welkom012345", "password1234", "passwordpassword", "123456789012", "1234567890123",
        "qwertyuiop12", "qwertyuiopas", "geheim123456", "wachtwoord12", "nederland123", "zomer2026zomer", "incubator123",
        "cooperatie123", "abcdefghijkl", "111111111111", "000000000000", "iloveyou1234", "letmeinletmein",
    }
)  # fmt: skip


MOST_INVITATIONS = 20  # that someone sends in a day
MOST_OF_A_MANAGER = 100
MOST_FOR_ONE_ADDRESS = 3  # in a week, whoever sends them
DAY, WEEK = timedelta(days=1), timedelta(days=7)
INVITATIONS_KEPT = timedelta(days=60)  # after they expired


def check_invitations(*, sent: int, most: int, received: int) -> None:
    """How often someone may invite, and one address be invited. Raises `RuleViolation`."""
    if sent >= most:
        raise RuleViolation(
            N_("You can send %(number)s invitations a day. Send the others tomorrow."), field="email", number=most
        )
    if received >= MOST_FOR_ONE_ADDRESS:
        raise RuleViolation(
            N_("This address was invited %(number)s times this week. Wait a week, or ask them yourself."),
            field="email",
            number=MOST_FOR_ONE_ADDRESS,
        )


def address_or_none(raw: str) -> str | None:
    """The same, or None where the text is no address: looking for nobody finds nobody."""
    try:
        return normal_address(raw)
    except RuleViolation:
        return None


def printable(raw: str) -> str:
    """A text on one line, without letters that nobody sees: some turn the direction of what stands behind them."""
    return " ".join("".join(map(_visible, raw)).split())


def _visible(letter: str) -> str:
    if letter.isprintable():
        return letter
    return " "


def normal_name(raw: str) -> str:
    """A name on one line. No links: it stands in mails that strangers can have sent. Raises `RuleViolation`."""
    name = printable(raw)
    if not name:
        raise RuleViolation(N_("Fill in a name."), field="name")
    return refuse_links(name, field="name")


def normal_address(raw: str) -> str:
    """An e-mail address in the form in which it is kept: lower case. Raises `RuleViolation`."""
    try:
        return validate_email(raw.strip(), check_deliverability=False).normalized.lower()
    except EmailNotValidError as error:
        raise RuleViolation(N_("This is not an e-mail address."), field="email") from error


def check_password(password: str, *, name: str, email: str | None) -> None:
    """Long enough, and not the first thing that someone else would try. Any characters are fine. Raises `RuleViolation`."""
    if len(password) < SHORTEST_PASSWORD:
        raise RuleViolation(
            N_("Choose at least %(number)s characters; a sentence of a few words is easiest to remember."),
            field="password",
            number=SHORTEST_PASSWORD,
        )
    if len(password) > LONGEST_PASSWORD:
        raise RuleViolation(N_("Choose at most %(number)s characters."), field="password", number=LONGEST_PASSWORD)
    plain = re.sub(r"\s", "", password).lower()
    own = [part for part in re.split(r"[^a-z0-9]+", f"{name} {(email or '').split('@')[0]}".lower()) if len(part) > 3]
    if plain in COMMON or len(set(plain)) < 5:
        raise RuleViolation(N_("This password is too easy to guess."), field="password")
    rest = re.sub("|".join(map(re.escape, own)), "", plain) if own else plain
    if len(rest) < len(plain) and len(rest) < 6:
        raise RuleViolation(N_("Your name or address may not be most of your password."), field="password")


def must_have_second_factor(policy: str, role: str) -> bool:
    """Whether someone of this role may only work here with a second step at sign-in."""
    return role in {"managers": ("manager",), "staff": ("manager", "coach")}.get(policy, ())
