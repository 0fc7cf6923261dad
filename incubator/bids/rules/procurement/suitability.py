"""What a buyer may ask of who bids (P-07 to P-10, P-16, P-17, P-22)."""

from decimal import Decimal

from incubator.bids.rules.procurement import sentences
from incubator.bids.rules.procurement.registry import Seen, directive, procurement_rule
from incubator.bids.values.findings import LegalMark, RuleWeight
from incubator.bids.values.procurement import ProcurementCase
from incubator.core.i18n import mark as N_
from incubator.core.quantities.writing import write_amount

MOST_TIMES = 3  # the value of the contract
YEARS_OF_WORKS = 5
YEARS_OF_OTHERS = 3


def turnover_limit(case: ProcurementCase) -> Decimal | None:
    """The highest turnover that may be asked: three times the value of the contract (art. 2.90 lid 5)."""
    return None if case.value is None else case.value * MOST_TIMES


def reference_years(case: ProcurementCase) -> int:
    """How many years back references may lie (art. 2.93 lid 1)."""
    return YEARS_OF_WORKS if case.nature == "works" else YEARS_OF_OTHERS


@procurement_rule("P-07", "art. 2.90 lid 3 en 5 Aw 2012", LegalMark.READ, RuleWeight.WARNING)
def turnover_too_high(case: ProcurementCase) -> Seen | None:
    """Turnover is asked without reasons, or of more than three times the value."""
    asked = sentences.turnover_asked(case)
    if case.private or asked is None:
        return None
    limit = turnover_limit(case)
    if limit is not None and asked > limit:
        return Seen(
            N_("The buyer asks a turnover of %(asked)s; more than %(limit)s (three times the value) is not allowed."),
            N_("Ask in the round of questions to lower it."),
            question=f"De omzeteis is hoger dan driemaal de waarde ({write_amount(limit)}). Wilt u de eis verlagen?",
            asked=asked,
            limit=limit,
        )
    if case.turnover_explained:
        return None
    return Seen(
        N_(
            "The buyer asks a turnover of %(asked)s. That is only allowed with weighty reasons, and we did not see them."
        ),
        N_("Ask for the reasons in the round of questions."),
        question="Wilt u de omzeteis laten vervallen, of motiveren met zwaarwegende argumenten?",
        asked=asked,
    )


@procurement_rule("P-08", "art. 2.93 lid 1 Aw 2012", LegalMark.READ, RuleWeight.WARNING, abroad=directive("60"))
def references_too_old(case: ProcurementCase) -> Seen | None:
    """Earlier work that lies too far back to count: five years for works, three for services and supplies."""
    years = reference_years(case)
    last_year = (case.closes.date() if case.closes else case.on).year
    # A dossier knows the year of a piece of work, not its day: in doubt it still counts.
    recent = tuple(filter(lambda year: year >= last_year - years, case.own.reference_years))
    if case.private or not case.own.reference_years or recent:
        return None
    return Seen(
        N_("Your earlier work lies more than %(years)s years back: as a reference it does not count."),
        N_("Look for newer work, or for a partner who has it."),
        years=years,
    )


@procurement_rule("P-09", "art. 2.93 lid 3 Aw 2012", LegalMark.READ, RuleWeight.WARNING)
def identical_reference(case: ProcurementCase) -> Seen | None:
    """A reference for identical work; comparable work is enough."""
    for asked in sentences.texts_with(case, sentences.REFERENCE):
        if sentences.IDENTICAL.search(asked.text):
            return Seen(
                N_("The buyer asks a reference of identical work. Comparable work for each part should be enough."),
                N_("Ask in the round of questions whether comparable work counts."),
                question="Volstaat een referentie voor een vergelijkbare opdracht per competentie?",
            )
    return None


@procurement_rule("P-10", "art. 2.76 Aw 2012", LegalMark.READ, RuleWeight.WARNING, abroad=directive("42"))
def brand_without_equal(case: ProcurementCase) -> Seen | None:
    """A brand or certificate without "or equal"."""
    names = sentences.marks_without_equal(case)
    if case.private or not names:
        return None
    listed = ", ".join(names)
    return Seen(
        N_("The buyer names %(names)s and does not write “or equal”."),
        N_("Ask whether you may show in another way that you work like that."),
        question=f"Accepteert u ook bewijs dat gelijkwaardig is aan {listed}?",
        names=listed,
    )


@procurement_rule("P-16", "art. 2.52 Aw 2012", LegalMark.READ, RuleWeight.INFO, abroad=directive("19"))
def combination_without_legal_form(case: ProcurementCase) -> Seen | None:
    """Who bids together need not have a legal form before the award."""
    if case.private or not case.combination:
        return None
    return Seen(
        N_(
            "You bid together. You need no legal form of the combination for that; the buyer may ask it after the award."
        )
    )


@procurement_rule("P-17", "art. 2.92 en 2.94 Aw 2012", LegalMark.READ, RuleWeight.ERROR, abroad=directive("63"))
def third_party_not_bound(case: ProcurementCase) -> Seen | None:
    """Who is relied on must say in writing that it is available, and does the work itself when it lends experience."""
    for partner in case.partners:
        if partner.role != "relied-on":
            continue
        if partner.binding_statement is False:
            return Seen(
                N_("You rely on %(name)s, which has not stated in writing that you may."),
                N_("Let it sign a statement before you hand in."),
                name=partner.name,
            )
        if partner.lends_experience and partner.performs is False:
            return Seen(
                N_("You rely on the experience of %(name)s, but it does not do that work itself."),
                N_("Give it that part of the work, or look for another reference."),
                name=partner.name,
            )
    return None


@procurement_rule("P-22", "art. 1.19 en 2.87 Aw 2012", LegalMark.READ, RuleWeight.INFO, abroad=directive("57"))
def exclusion_grounds(case: ProcurementCase) -> Seen | None:
    """Something that can keep a group out, looked back for up to five years, or three."""
    if not case.own.exclusion_ground:
        return None
    return Seen(
        N_("You say that a ground for exclusion may hold for you. Buyers look back up to five years, or three."),
        N_("Write down what you did about it since, and let your coach or a lawyer look."),
    )
