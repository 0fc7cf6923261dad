"""Which words of a notice say that candidates first ask to take part, and which only name it."""

from dataclasses import replace

import pytest

from incubator.formats import asking_first
from incubator.formats.recognise import read
from incubator.formats.tender_terms import DeadlineFor

# As buyers wrote it.
CLEAR = (
    "Oproep tot aanvraag tot deelneming - Raamovereenkomst beveiliging van dienstgebouwen en terreinen",
    "Het betreft een oproep tot kandidaten.",
    "Het bestek wordt pas in de 2e ronde van de procedure toegezonden aan de geselecteerde kandidaten.",
    "Zie de Selectieleidraad inclusief Bijlagen zoals opgenomen in CTM.",
    "De aanvragen tot deelneming moeten uiterlijk op 3 mei worden ingediend via e-Tendering.",
    "Oproep tot het indienen van een aanvraag tot deelneming voor poetshulp",
    "Seuls les candidats sélectionnés seront invités à remettre une offre.",
    "Appel à candidatures pour le nettoyage des écoles",
    "Only the selected candidates will be invited to tender.",
)
NAMED = (
    "Het indienen en ontvangen van offertes en/of aanvragen tot deelneming verloopt volledig op elektronische wijze.",
    "De inschrijver dient in de aanvraag tot deelname aan te tonen dat de firma een machtiging heeft.",
    "Binnen de raamovereenkomst worden per opdracht alleen de geselecteerde kandidaten uitgenodigd voor een offerte.",
)
NOTHING = (
    "Alleen de inschrijvers die in aanmerking komen worden uitgenodigd voor een gesprek.",
    "Verzoeken om inlichtingen moeten uiterlijk op 3 mei worden ingediend.",
    "Schoonmaak van twaalf scholen, met een selectie van producten.",
)


@pytest.mark.parametrize("text", CLEAR)
def test_what_is_said_without_a_doubt_makes_it_a_request_to_take_part(text):
    assert asking_first.said_in(["Eerst dit.", f"Over de opdracht.\n{text} Meer volgt."], None)
    # In an open procedure one tenders at once, whatever its text speaks of.
    assert not asking_first.said_in([text], "open")


@pytest.mark.parametrize("text", NAMED)
def test_what_only_names_it_leaves_it_open(text):
    assert not asking_first.said_in([text], None)
    assert asking_first.is_open([text], None)


@pytest.mark.parametrize("text", [*NOTHING, None, ""])
def test_what_says_nothing_of_it_leaves_nothing_open(text):
    assert not asking_first.said_in([text], None)
    assert not asking_first.is_open([text], None)
    assert asking_first.is_open([text], "oth-mult")


def test_a_social_form_that_leads_to_a_selection_guide_asks_for_a_request(shared_data):
    (notice,) = read((shared_data / "notices/ted-r209-nl/NL_204923-2022.xml").read_bytes()).notices
    assert notice.procedure is None
    assert notice.closes_for is DeadlineFor.REQUEST
    # Also where its additional information says it and nothing else does.
    silent = replace(notice, title="Zorg", description=None, lots=(), deadline_for=DeadlineFor.TENDER)
    assert silent.closes_for is DeadlineFor.TENDER
    assert silent.may_ask_first


@pytest.mark.parametrize("procedure", [b'<PR_PROC CODE="Z"', b'<PR_PROC CODE="4"', b'<PR_PROC CODE="1"'])
def test_a_belgian_notice_is_known_by_its_additional_information_too(shared_data, procedure):
    form = (shared_data / "notices/ted-r209-be/BE_027184-2020.xml").read_bytes()
    form = form.replace(b"<PT_INVOLVING_NEGOTIATION/>", b"").replace(b'<PR_PROC CODE="4"', procedure)
    form = form.replace(b"Oproep tot aanvraag tot deelneming - ", b"")
    (notice,) = read(form).notices
    expected = DeadlineFor.TENDER if b'"1"' in procedure else DeadlineFor.REQUEST
    assert notice.closes_for is expected
    assert "deelneming" not in notice.title


def test_a_procedure_with_negotiation_is_the_same_in_the_form_and_in_the_coded_data(shared_data):
    form = (shared_data / "notices/ted-r209-be/BE_027184-2020.xml").read_bytes()
    (coded,) = read(form).notices
    (uncoded,) = read(form.replace(b'<PR_PROC CODE="4"', b'<PR_PROC CODE="Z"')).notices
    assert coded.procedure == uncoded.procedure == "neg-w-call"


def test_the_notes_of_an_eforms_notice_are_read_for_it_too(shared_data):
    form = (shared_data / "notices/eforms-real/2024-OJS056-00163529.xml").read_text("utf-8")
    form = form.replace("ParticipationRequestReceptionPeriod", "TenderSubmissionDeadlinePeriod").replace(
        '<cbc:ProcedureCode listName="procurement-procedure-type">restricted</cbc:ProcedureCode>', ""
    )
    (notice,) = read(form.encode()).notices
    assert notice.procedure is None
    assert notice.closes_for is DeadlineFor.REQUEST
    (silent,) = read(form.replace("geselecteerde kandidaten", "firma's").replace("oproep tot", "").encode()).notices
    assert silent.closes_for is DeadlineFor.TENDER
