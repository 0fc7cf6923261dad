"""Whether something typed is an e-mail address; whether anybody reads there is not asked of the network."""

from email_validator import EmailNotValidError, validate_email


def is_address(typed: str) -> bool:
    """Whether this could be an e-mail address, by how it is written (RFC 5322)."""
    try:
        validate_email(typed, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True
