"""A line of a list of creditors: its amount with its sign, and what it says about the supplier."""

import re

from incubator.anchors.rules.checking import checked_cpv, checked_kvk
from incubator.anchors.rules.creditor_columns import COOPERATIVE, FIRM, PERSON, PERSON_FORM, SIZES, SOCIALS
from incubator.anchors.values.purchases import CreditorLine, SpendAnswer
from incubator.core.errors import RuleViolation
from incubator.core.headed_sheets import TypedLine
from incubator.core.i18n import mark as N_
from incubator.core.quantities import read_cents, read_day

# A minus before or behind the amount, or brackets around it; “10.000,-” has no cents and is no credit note.
SIGNED = re.compile(
    r"\s*(?:€|eur)?\s*(?P<before>[-(])?\s*(?:€|eur)?\s*(?P<amount>.*?)\s*(?P<after>(?<![.,])-|\))?\s*", re.IGNORECASE
)
# Word and Excel turn a minus into a longer dash: unread, people would have to mend each credit note.
MINUSES = str.maketrans("−–—", "---")
# No Dutch postcode begins with a nought, so a spreadsheet cannot take its first digit away.
DUTCH_POSTCODE = re.compile(r"([1-9]\d{3})\s?([A-Za-z]{2})?", re.ASCII)
FOREIGN_POSTCODE = re.compile(r"[A-Za-z]{1,2}-?\s?\d{4,5}|\d{5}", re.ASCII)


def signed_cents(typed: str, times: int) -> int:
    """An amount in cents, below nothing for a credit note. Raises `RuleViolation`."""
    match = SIGNED.fullmatch(typed.translate(MINUSES))
    assert match is not None
    cents = read_cents(match["amount"]) * times
    return -cents if match["before"] or match["after"] else cents


def checked_postcode(typed: str) -> str:
    """A postcode as it is written: 3531 CJ, 3531 or D-48149. Raises `RuleViolation`."""
    dutch = DUTCH_POSTCODE.fullmatch(typed)
    if dutch is not None:
        return f"{dutch[1]} {dutch[2].upper()}" if dutch[2] else dutch[1]
    if FOREIGN_POSTCODE.fullmatch(typed) is None:
        raise RuleViolation(N_("A Dutch postcode looks like 1234 AB."))
    return typed.upper()


class TypedCreditor(TypedLine):
    """A line as it was typed."""

    def line(self, number: int, times: int) -> CreditorLine:
        """What it says. Raises `RuleViolation`; `column` is then where."""
        supplier = " ".join(self.needed("supplier").split())
        cents = self.cents(times)
        legal_form = self.text("legal_form")
        return CreditorLine(
            number,
            supplier,
            cents,
            self.read("kvk", lambda typed: checked_kvk(typed, None), ""),
            self.read("postcode", checked_postcode, ""),
            self.text("place"),
            " ".join(self.text("category").split()),
            self.read("cpv", lambda typed: checked_cpv(typed, None), ""),
            legal_form,
            self._small(legal_form),
            self._social(supplier, legal_form),
            self.read("paid_on", read_day, None),
            is_person(supplier, legal_form),
        )

    def cents(self, times: int) -> int:
        """The amount without VAT when that is there, else with it, less the VAT when that has a column."""
        # A blank cell beside a filled one: some lists give each line one of the two.
        if self.cells.get("amount") or not self.cells.get("gross"):
            key = "amount" if "amount" in self.cells else "gross"
            return signed_cents(self.needed(key), times)
        gross = signed_cents(self.needed("gross"), times)
        vat = self.text("vat")
        return gross - signed_cents(vat, times) if vat else gross

    def _small(self, legal_form: str) -> SpendAnswer:
        known = self.choose("size", SIZES, SpendAnswer.UNKNOWN)
        # Somebody on their own is no large firm, though nobody counted.
        if known is SpendAnswer.UNKNOWN and PERSON_FORM.match(legal_form):
            return SpendAnswer.LIKELY
        return known

    def _social(self, supplier: str, legal_form: str) -> SpendAnswer:
        known = self.choose("social", SOCIALS, SpendAnswer.UNKNOWN)
        if known is SpendAnswer.YES:
            return known
        if COOPERATIVE.search(legal_form):
            return SpendAnswer.YES
        # A name holds more than a form: it is likely, and somebody can look it up.
        if not legal_form and COOPERATIVE.search(supplier):
            return SpendAnswer.LIKELY
        return known


def is_person(supplier: str, legal_form: str) -> bool:
    """Whether a supplier seems to be one person: by the legal form, else by a name with a title or initials."""
    if legal_form:
        return PERSON_FORM.match(legal_form) is not None
    return FIRM.search(supplier) is None and PERSON.match(supplier) is not None
