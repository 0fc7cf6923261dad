"""What papers say of the law of a buyer that is not ours: where it holds, and that somebody who knows it must look."""

from incubator.bids.values.law import ProcurementLaw
from incubator.core.reference import eforms_codes
from incubator.core.word import Open

ASK_A_LAWYER = "Vraag een advocaat die dit recht kent wat er voor deze inschrijving geldt: {law}"
WITH_DIRECTIVE = "de Europese richtlijnen (2014/24/EU en 89/665/EEG), zoals dat land ze in zijn eigen wet heeft gezet"


def written_law(law: ProcurementLaw) -> str:
    """het recht van het land van de opdrachtgever (België); the rules of its own of an institution."""
    if law.is_own:
        return "de eigen aanbestedingsregels van de opdrachtgever, een internationale of Europese instelling"
    return f"het recht van het land van de opdrachtgever ({eforms_codes.country_label(law.country)})"


def ask_a_lawyer(law: ProcurementLaw, text: str, page: str = "") -> Open:
    """An open point about what only a lawyer of that law can say."""
    return Open(text, ASK_A_LAWYER.format(law=written_law(law)), page)
