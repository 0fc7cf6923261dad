"""How a letter with a bid opens: what is handed in, on which procurement, in the words of the country of the buyer."""

from incubator.bids.documents.facts import written_name
from incubator.bids.values.documents import ADMISSIONS, BidSource, ProcurementRoute
from incubator.bids.values.wording import IN_FLANDERS, wording_of
from incubator.core.quantities import write_day

BY_LAW = {
    ProcurementRoute.EU: "de Europese aanbesteding",
    ProcurementRoute.SAS: "de aanbesteding van sociale en andere specifieke diensten",
    ProcurementRoute.NATIONAL: "de nationale aanbesteding",
    ProcurementRoute.PUBLIC: "de aanbesteding",
    ProcurementRoute.OPEN_HOUSE: "de procedure",
    ProcurementRoute.DYNAMIC: "het dynamisch aankoopsysteem",
    ProcurementRoute.SELECTION: "de aanbesteding",
}
# In Flanders one procures no "aanbesteding": the contract itself has the name.
IN_BELGIUM = {
    ProcurementRoute.SAS: "de overheidsopdracht voor sociale en andere specifieke diensten",
    ProcurementRoute.OPEN_HOUSE: "de procedure",
    ProcurementRoute.DYNAMIC: "het dynamisch aankoopsysteem",
}
NOT_YET = "Dat kan zodra zij is opgericht."


def subject_of(source: BidSource) -> str:
    """What the letter is about: inschrijving, aanmelding or verzoek om toelating, and the name of the work."""
    words = wording_of(source.law)
    title = words.bid
    if source.route is ProcurementRoute.SELECTION:
        title = words.request
    elif source.route in ADMISSIONS:
        title = "verzoek om toelating"
    return f"{title} {source.notice.title}"


def opening(source: BidSource) -> str:
    """The first sentence. Who is not founded yet only wishes to bid."""
    begun, wished = _verbs(source)
    work = _work(source)
    if not source.has_deed:
        return f"{written_name(source)} wil {wished} {work}. {NOT_YET}"
    return f"Hierbij {begun.format(written_name(source))} {work}."


def _work(source: BidSource) -> str:
    words = wording_of(source.law)
    work = f"{_procedure(source)} “{source.notice.title}”"
    if source.notice.published is not None:
        work += f", {words.published} op {write_day(source.notice.published)}"
    return work


def _procedure(source: BidSource) -> str:
    words = wording_of(source.law)
    if words is IN_FLANDERS:
        return IN_BELGIUM.get(source.route, f"de {words.procurement}")
    return BY_LAW.get(source.route, "uw aanvraag")


def _verbs(source: BidSource) -> tuple[str, str]:
    """What a group with a deed does, with room for its name, and what one without it wishes to do."""
    flemish = wording_of(source.law) is IN_FLANDERS
    if source.route is ProcurementRoute.SELECTION:
        if flemish:
            return "vraagt {} deel te nemen aan", "deelnemen aan"
        return "meldt {} zich aan voor", "zich aanmelden voor"
    if source.route in ADMISSIONS:
        return "vraagt {} om toelating tot", "om toelating vragen tot"
    if flemish:
        return "dient {} een offerte in voor", "een offerte indienen voor"
    return "schrijft {} in op", "inschrijven op"
