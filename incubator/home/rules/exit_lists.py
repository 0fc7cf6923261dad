"""The documents that close each phase, and where each of them stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from incubator.cooperatives.values import DocumentState, Phase
from incubator.home.values import ExitItem, LessonPlace, Situation
from incubator.learning.values import LessonStanding

Made = Callable[[Situation], DocumentState]

LESSON, STATUTES, CHECK, FOUNDING = "lesson", "statutes", "check", "founding"
PAPER, REGISTER, PROFILE, BIDS, DOSSIER = "paper", "register", "profile", "bids", "dossier"
BY_HAND = "document"


@dataclass(frozen=True, slots=True)
class ExitDocument:
    """A document of a phase: where it is made, and how far it is there."""

    key: str
    phase: Phase
    place: str
    made: Made


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


def lessons_of(situation: Situation, phase: Phase) -> list[LessonPlace]:
    return [lesson for lesson in situation.lessons if lesson.phase is phase]


def in_lessons(phase: Phase) -> Made:
    """It is the work of the lessons of this phase: as far as the one that is least far."""

    def made(situation: Situation) -> DocumentState:
        states = [OF_STANDING[lesson.standing] for lesson in lessons_of(situation, phase)]
        if not states:
            return DocumentState.MISSING
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


def in_lesson_and_facts(phase: Phase, *keys: str) -> Made:
    """It is written in the lesson of this phase, and done when the dossier has it."""
    facts, lessons = in_facts(*keys), in_lessons(phase)

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


# The phases and what each delivers: planning values after the practice of UWCC and the Keystone Development Center, no law.
DOCUMENTS = (
    ExitDocument("idee", Phase.F0, LESSON, in_lessons(Phase.F0)),
    ExitDocument(
        "behoefte_en_aanbod", Phase.F0, LESSON, in_lesson_and_facts(Phase.F0, "purpose.needs", "offer.description")
    ),
    ExitDocument("belangstellenden", Phase.F0, LESSON, in_lesson_and_facts(Phase.F0, "people.founders")),
    ExitDocument("mogelijke_kopers", Phase.F0, LESSON, in_lessons(Phase.F0)),
    ExitDocument("groepsafspraken", Phase.F1, LESSON, in_lessons(Phase.F1)),
    ExitDocument("besluitvorming", Phase.F1, LESSON, in_lesson_and_facts(Phase.F1, "governance.decision_method")),
    ExitDocument("rollen", Phase.F1, LESSON, in_lesson_and_facts(Phase.F1, "people.roles")),
    ExitDocument("waarden", Phase.F1, LESSON, in_lesson_and_facts(Phase.F1, "values.principles")),
    ExitDocument("geheimhouding_en_kosten", Phase.F1, LESSON, in_lessons(Phase.F1)),
    ExitDocument("vaardighedenkaart", Phase.F1, BY_HAND, elsewhere),
    ExitDocument("marktverkenning", Phase.F2, PROFILE, market_scan),
    ExitDocument("uurprijs", Phase.F2, LESSON, in_lesson_and_facts(Phase.F2, "finance.hourly_rate")),
    ExitDocument("break_even", Phase.F2, LESSON, in_lesson_and_facts(Phase.F2, "finance.break_even")),
    ExitDocument("risicolijst", Phase.F2, LESSON, in_lessons(Phase.F2)),
    ExitDocument("kapitaalbehoefte", Phase.F2, BY_HAND, elsewhere),
    ExitDocument("juridische_scan", Phase.F2, BY_HAND, elsewhere),
    ExitDocument("gesprekken_met_kopers", Phase.F2, BY_HAND, elsewhere),
    ExitDocument("haalbaarheidsrapport", Phase.F2, BY_HAND, elsewhere),
    ExitDocument("ondernemingsplan", Phase.F3, BY_HAND, elsewhere),
    ExitDocument("begroting_3j", Phase.F3, BY_HAND, elsewhere),
    ExitDocument("liquiditeit_24m", Phase.F3, BY_HAND, elsewhere),
    ExitDocument("financieringsmix", Phase.F3, BY_HAND, elsewhere),
    ExitDocument("beloningsbeleid", Phase.F3, DOSSIER, in_facts("governance.pay_ratio")),
    ExitDocument("statuten_concept", Phase.F4, STATUTES, statutes_draft),
    ExitDocument("statuten_toetsrapport", Phase.F4, CHECK, statutes_report),
    ExitDocument("huishoudelijk_reglement", Phase.F4, PAPER, paper_beside_the_deed),
    ExitDocument("ledenovereenkomst", Phase.F4, PAPER, paper_beside_the_deed),
    ExitDocument("toelatingsprocedure", Phase.F4, BY_HAND, elsewhere),
    ExitDocument("reglement_ledenkapitaal", Phase.F4, PAPER, paper_beside_the_deed),
    ExitDocument("conflictregeling", Phase.F4, BY_HAND, elsewhere),
    ExitDocument("statuten_akte", Phase.F5, FOUNDING, at_milestone("deed")),
    ExitDocument("kvk_uittreksel", Phase.F5, FOUNDING, at_milestone("kvk")),
    ExitDocument("ubo_opgave", Phase.F5, BY_HAND, elsewhere),
    ExitDocument("belastingaanmelding", Phase.F5, BY_HAND, elsewhere),
    ExitDocument("bankrekening", Phase.F5, BY_HAND, elsewhere),
    ExitDocument("verzekeringspolissen", Phase.F5, DOSSIER, in_facts("evidence.insurance")),
    ExitDocument("eerste_bestuur", Phase.F5, BY_HAND, elsewhere),
    ExitDocument("ledenregister", Phase.F5, REGISTER, register_of_members),
    ExitDocument("privacyregister", Phase.F5, BY_HAND, elsewhere),
    ExitDocument("certificatenplan", Phase.F6, DOSSIER, in_facts("evidence.certificates")),
    ExitDocument("gva", Phase.F6, BY_HAND, elsewhere),
    ExitDocument("verklaring_betalingsgedrag", Phase.F6, BY_HAND, elsewhere),
    ExitDocument("aansluiting_pensioen_cao", Phase.F6, BY_HAND, elsewhere),
    ExitDocument("ri_e", Phase.F6, BY_HAND, elsewhere),
    ExitDocument("referentieplan", Phase.F6, DOSSIER, in_facts("evidence.references")),
    ExitDocument("eerste_inschrijving", Phase.F6, BIDS, first_bid),
    ExitDocument("leveringsplan", Phase.F6, BY_HAND, elsewhere),
    ExitDocument("eerste_opdracht", Phase.F6, BIDS, at_milestone("first-contract")),
    ExitDocument("notulen_eerste_alv", Phase.F7, BY_HAND, elsewhere),
    ExitDocument("vastgestelde_jaarrekening", Phase.F7, BY_HAND, elsewhere),
    ExitDocument("scholing_leden", Phase.F7, BY_HAND, elsewhere),
    ExitDocument("evaluatie", Phase.F7, BY_HAND, elsewhere),
    ExitDocument("solidariteit", Phase.F7, BY_HAND, elsewhere),
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
    subject = _first_open(situation, document.phase) if document.place == LESSON else ""
    return ExitItem(document.key, document.phase, document.place, state, subject, mark)


def _first_open(situation: Situation, phase: Phase) -> str:
    """The lesson to go to: the first of the phase that is not approved, else the first."""
    lessons = lessons_of(situation, phase)
    # False sorts first: what is not approved yet.
    lessons.sort(key=lambda lesson: lesson.standing is LessonStanding.APPROVED)
    return lessons[0].slug if lessons else ""


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
