"""By what somebody is known again in the register, so that nobody is entered twice without being asked about."""

from incubator.cooperatives.values.fact_meaning import address, plain


def known_by(name: str, email: str | None) -> set[str]:
    """The name and the e-mail address as they count; two with either of these in common seem to be a single person."""
    by = {f"name {plain(name)}"}
    if email:
        by.add(f"email {address(email)}")
    return by
