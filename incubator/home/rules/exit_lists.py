"""The documents that close each phase, and where each of them stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from incubator.cooperatives.values import DocumentState, Phase
from incubator.home.values import ExitItem, Situation
from incubator.learning.values import LessonStanding

Made = Callable[[Situation], DocumentState]

LESSON, STATUTES, CHECK, FOUNDING = "lesson", "statutes", "check", "founding"
PAPER, REGISTER, PROFILE, BIDS, DOSSIER = "paper", "register", "profile", "bids", "dossier"
BY_HAND = "document"


@dataclass(frozen=True, slots=True)
class ExitDocument:
    """A document of a phase: where it is made, in which lessons if it is made there, and how far it is."""

    key: str
    phase: Phase
    place: str
    made: Made
    lessons: tuple[str, ...] = ()


OF_STANDING = {
    LessonStanding.OPEN: DocumentState.MISSING,
    LessonStanding.WRITING: DocumentState.BEGUN,
    LessonStanding.RETURNED: DocumentState.BEGUN,
    LessonStanding.WITH_COACH: DocumentState.WITH_COACH,
    LessonStanding.APPROVED: DocumentState.DONE,
}
# Where two places speak of one document, the one that is further counts.
FURTHER = (
    DocumentState.MISSING,
    DocumentState.BEGUN,
    DocumentState.WITH_COACH,
    DocumentState.NOT_NEEDED,
    DocumentState.DONE,
)


def standing_of(situation: Situation, slug: str) -> LessonStanding:
    """Where the group stands with a lesson, whichever track it follows."""
    for lesson in situation.lessons:
        if lesson.slug == slug:
            return lesson.standing
    return LessonStanding.OPEN


def in_lessons(*slugs: str) -> Made:
    """It is the work of these lessons: as far as the one that is least far."""

    def made(situation: Situation) -> DocumentState:
        states = [OF_STANDING[standing_of(situation, slug)] for slug in slugs]
        least, most = min(states, key=FURTHER.index), max(states, key=FURTHER.index)
        begun = least is DocumentState.MISSING and most is not DocumentState.MISSING
        return DocumentState.BEGUN if begun else least

    return made


def in_facts(*keys: str) -> Made:
    """It is in the dossier, when all these facts are."""

    def made(situation: Situation) -> DocumentState:
        known = situation.facts.intersection(keys)
        if len(known) == len(keys):
            return DocumentState.DONE
        return DocumentState.BEGUN if known else DocumentState.MISSING

    return made


def in_lessons_and_facts(slugs: Sequence[str], keys: Sequence[str]) -> Made:
    """It is written in these lessons, and done when the dossier has it."""
    facts, lessons = in_facts(*keys), in_lessons(*slugs)

    def made(situation: Situation) -> DocumentState:
        known, written = facts(situation), lessons(situation)
        # A lesson that was approved without this answer leaves it to be written.
        if known is DocumentState.DONE or written is DocumentState.DONE:
            return known
        return max(known, written, key=FURTHER.index)

    return made


def at_milestone(key: str) -> Made:
    """It is there once this has happened."""

    def made(situation: Situation) -> DocumentState:
        return DocumentState.DONE if situation.reached(key) else DocumentState.MISSING

    return made


def elsewhere(_situation: Situation) -> DocumentState:
    """This site does not make it: the group says that it is there, and the coach looks."""
    return DocumentState.MISSING


def statutes_draft(situation: Situation) -> DocumentState:
    if situation.founded or situation.reached("statutes-approved"):
        return DocumentState.DONE
    return OF_STANDING[situation.statutes.standing]


def statutes_report(situation: Situation) -> DocumentState:
    """The check finds nothing that the law forbids, and every question was answered."""
    if situation.founded or (situation.statutes.complete and not situation.statutes.errors):
        return DocumentState.DONE
    return DocumentState.BEGUN if situation.statutes.complete else DocumentState.MISSING


def paper_beside_the_deed(situation: Situation) -> DocumentState:
    """Its text follows from the answers; whether the members agreed on it, people say."""
    return DocumentState.BEGUN if situation.founded or situation.statutes.complete else DocumentState.MISSING


def register_of_members(situation: Situation) -> DocumentState:
    return DocumentState.DONE if situation.register.members else DocumentState.MISSING


def market_scan(situation: Situation) -> DocumentState:
    """Who says what they look for has begun; whether it is enough is for people to say."""
    return DocumentState.BEGUN if situation.watch.watches else DocumentState.MISSING


def first_bid(situation: Situation) -> DocumentState:
    if situation.handed_in_a_bid or situation.reached("first-contract"):
        return DocumentState.DONE
    return DocumentState.BEGUN if situation.writing else DocumentState.MISSING


def written_in(key: str, phase: Phase, *lessons: str, facts: tuple[str, ...] = ()) -> ExitDocument:
    """A document that is the exercise of lessons; done with the approval, or when the dossier has these facts."""
    made = in_lessons_and_facts(lessons, facts) if facts else in_lessons(*lessons)
    return ExitDocument(key, phase, LESSON, made, lessons)


# The phases and what each delivers: planning values after the practice of UWCC and the Keystone Development Center, no law.
DOCUMENTS = (
    written_in("idee", Phase.F0, "past-een-werkcooperatie-bij-ons"),
    written_in(
        "behoefte_en_aanbod",
        Phase.F0,
        "past-een-werkcooperatie-bij-ons",
        facts=(
            "purpose.needs",
            "offer.description",
        ),
    ),
    written_in("belangstellenden", Phase.F0, "past-een-werkcooperatie-bij-ons", facts=("people.founders",)),
    written_in("mogelijke_kopers", Phase.F0, "past-een-werkcooperatie-bij-ons"),
    written_in("groepsafspraken", Phase.F1, "samen-beslissen"),
    written_in("besluitvorming", Phase.F1, "samen-beslissen", facts=("governance.decision_method",)),
    written_in("rollen", Phase.F1, "samen-beslissen", facts=("people.roles",)),
    written_in("waarden", Phase.F1, "samen-beslissen", facts=("values.principles",)),
    written_in("geheimhouding_en_kosten", Phase.F1, "samen-beslissen"),
    written_in("vaardighedenkaart", Phase.F1, "wie-doet-er-mee"),
    ExitDocument("marktverkenning", Phase.F2, PROFILE, market_scan),
    written_in("uurprijs", Phase.F2, "wat-kost-een-uur", facts=("finance.hourly_rate",)),
    written_in("break_even", Phase.F2, "break-even", facts=("finance.break_even",)),
    written_in("risicolijst", Phase.F2, "is-het-haalbaar"),
    written_in("kapitaalbehoefte", Phase.F2, "waar-komt-geld-vandaan"),
    written_in("juridische_scan", Phase.F2, "welke-rechtsvorm", "belasting-in-het-kort"),
    written_in("gesprekken_met_kopers", Phase.F2, "praten-met-klanten"),
    written_in("haalbaarheidsrapport", Phase.F2, "is-het-haalbaar"),
    written_in("ondernemingsplan", Phase.F3, "het-ondernemingsplan"),
    written_in("begroting_3j", Phase.F3, "het-ondernemingsplan"),
    written_in("liquiditeit_24m", Phase.F3, "geld-op-tijd"),
    written_in("financieringsmix", Phase.F3, "waar-komt-geld-vandaan"),
    ExitDocument("beloningsbeleid", Phase.F3, DOSSIER, in_facts("governance.pay_ratio")),
    ExitDocument("statuten_concept", Phase.F4, STATUTES, statutes_draft),
    ExitDocument("statuten_toetsrapport", Phase.F4, CHECK, statutes_report),
    ExitDocument("huishoudelijk_reglement", Phase.F4, PAPER, paper_beside_the_deed),
    ExitDocument("ledenovereenkomst", Phase.F4, PAPER, paper_beside_the_deed),
    written_in("toelatingsprocedure", Phase.F4, "reglement-en-ledenovereenkomst"),
    ExitDocument("reglement_ledenkapitaal", Phase.F4, PAPER, paper_beside_the_deed),
    written_in("conflictregeling", Phase.F4, "ruzie-en-herstel"),
    ExitDocument("statuten_akte", Phase.F5, FOUNDING, at_milestone("deed")),
    ExitDocument("kvk_uittreksel", Phase.F5, FOUNDING, at_milestone("kvk")),
    ExitDocument("ubo_opgave", Phase.F5, BY_HAND, elsewhere),
    ExitDocument("belastingaanmelding", Phase.F5, BY_HAND, elsewhere),
    ExitDocument("bankrekening", Phase.F5, BY_HAND, elsewhere),
    ExitDocument("verzekeringspolissen", Phase.F5, DOSSIER, in_facts("evidence.insurance")),
    ExitDocument("eerste_bestuur", Phase.F5, BY_HAND, elsewhere),
    ExitDocument("ledenregister", Phase.F5, REGISTER, register_of_members),
    written_in("privacyregister", Phase.F5, "verzekeren-en-privacy"),
    ExitDocument("certificatenplan", Phase.F6, DOSSIER, in_facts("evidence.certificates")),
    ExitDocument("gva", Phase.F6, BY_HAND, elsewhere),
    ExitDocument("verklaring_betalingsgedrag", Phase.F6, BY_HAND, elsewhere),
    ExitDocument("aansluiting_pensioen_cao", Phase.F6, BY_HAND, elsewhere),
    ExitDocument("ri_e", Phase.F6, BY_HAND, elsewhere),
    ExitDocument("referentieplan", Phase.F6, DOSSIER, in_facts("evidence.references")),
    ExitDocument("eerste_inschrijving", Phase.F6, BIDS, first_bid),
    written_in("leveringsplan", Phase.F6, "kwaliteit-bewijzen"),
    ExitDocument("eerste_opdracht", Phase.F6, BIDS, at_milestone("first-contract")),
    ExitDocument("notulen_eerste_alv", Phase.F7, BY_HAND, elsewhere),
    ExitDocument("vastgestelde_jaarrekening", Phase.F7, BY_HAND, elsewhere),
    ExitDocument("scholing_leden", Phase.F7, BY_HAND, elsewhere),
    ExitDocument("evaluatie", Phase.F7, BY_HAND, elsewhere),
    written_in("solidariteit", Phase.F7, "overschot-en-solidariteit"),
)


def _documents_of(phase: Phase) -> tuple[ExitDocument, ...]:
    return tuple(document for document in DOCUMENTS if document.phase is phase)


OF_PHASE = {phase: _documents_of(phase) for phase in Phase}


def exit_list(situation: Situation, phase: Phase | None = None) -> tuple[ExitItem, ...]:
    """What closes a phase, the present one when none is named; who stopped has nothing to close."""
    asked = situation.phase if phase is None else phase
    return tuple(_item(situation, document) for document in OF_PHASE[asked])


def _item(situation: Situation, document: ExitDocument) -> ExitItem:
    mark = situation.marks.get(document.key)
    state = document.made(situation)
    if mark is not None:
        state = max(state, mark.state, key=FURTHER.index)
    subject = _first_open(situation, document.lessons)
    return ExitItem(document.key, document.phase, document.place, state, subject, mark)


def _first_open(situation: Situation, slugs: Sequence[str]) -> str:
    """The lesson to go to: the first that is not approved, else the first; an empty text for what is made elsewhere."""
    for slug in slugs:
        if standing_of(situation, slug) is not LessonStanding.APPROVED:
            return slug
    return slugs[0] if slugs else ""


def is_closed(items: Sequence[ExitItem]) -> bool:
    """Whether nothing of the list is open."""
    return all(item.settled for item in items)


def open_until(situation: Situation, then: Phase) -> tuple[ExitItem, ...]:
    """What is not settled of the phases that a group would leave behind by going to `then`."""
    left = [phase for phase in Phase if situation.phase.place <= phase.place < then.place]
    # A group that stopped is in no phase: nothing is left behind by starting again.
    if situation.phase is Phase.STOPPED:
        return ()
    return tuple(item for phase in left for item in exit_list(situation, phase) if not item.settled)
