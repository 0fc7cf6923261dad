"""A new version of statutes in force, from its making to the papers for the notary; and why each article changes."""

import io
import zipfile
from datetime import date

import pytest

from incubator.core import files
from incubator.core.db import SYSTEM, transaction
from incubator.core.errors import RuleViolation
from incubator.core.word.reading import lines
from incubator.statutes import queries
from incubator.statutes import services as statutes
from incubator.statutes.queries import amending, comparisons
from incubator.statutes.queries.explanations import explanations
from incubator.statutes.services import versions
from incubator.statutes.services.explanations import explain
from incubator.statutes.services.pack import pack
from incubator.statutes.values.states import VersionStep
from tests.factories import SOME_MOMENT, CooperativeFactory, ParticipationFactory, UserFactory
from tests.statutes.answers import answers
from tests.statutes.test_returned_deeds import NOTICE, by_the_notary

TODAY = date(2026, 11, 24)
CHANGED = {"convening__notice_days": 28, "third_party_dealings__allowed": False}


@pytest.fixture
def group(app):
    return CooperativeFactory(slug="bezem", name="De Bezem")


def made(group, **changes):
    with transaction(actor=SYSTEM):
        statutes.import_answers(group, answers(**changes), author=None, now=SOME_MOMENT)
        return statutes.make_version(group, author=None, now=SOME_MOMENT, today=TODAY)


def signed(version):
    with transaction(actor=SYSTEM):
        statutes.record_signing(version, on=TODAY, notary="mr. De Wit", filed_on=None, author=None, now=SOME_MOMENT)
    return version


def text_of(content):
    return "\n".join(line.written for line in lines(content))


def packed(version):
    with zipfile.ZipFile(io.BytesIO(pack(version, now=SOME_MOMENT))) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_only_a_version_made_after_a_deed_is_an_amendment(group):
    first, second = made(group), made(group, **CHANGED)
    assert (first.amends, second.amends) == (None, None)
    signed(first)
    third = made(group, **CHANGED)
    assert third.amends is first
    assert "Akte van oprichting" in text_of(files.content_of(second.file))
    written = text_of(files.content_of(third.file))
    assert "Akte van statutenwijziging" in written
    assert "opgericht bij akte van 24 november 2026, verleden voor mr. De Wit, notaris" in written
    assert "Oprichter" not in written
    assert "slot" not in {article.clause for article in comparisons.text_of_version(third)}
    assert "slot" in {article.clause for article in comparisons.text_of_version(second)}


def test_the_working_text_of_a_founded_cooperative_is_that_of_an_amendment(client, sign_in, group):
    made(group)
    path = "/cooperaties/bezem/statuten"
    sign_in(client, ParticipationFactory(cooperative=group).user)
    assert "Eerste boekjaar en eerste bestuur" in client.get(f"{path}/tekst").text
    signed(queries.versions(group)[0])
    assert "Eerste boekjaar en eerste bestuur" not in client.get(f"{path}/tekst").text
    assert "minstens twee verschillende oprichters" not in client.get(f"{path}/toets").text


def test_an_amendment_of_an_amendment_says_when_the_statutes_were_last_changed(group):
    signed(made(group))
    second = made(group, **CHANGED)
    with transaction(actor=SYSTEM):
        statutes.record_signing(
            second, on=date(2027, 5, 3), notary="mr. Bos", filed_on=None, author=None, now=SOME_MOMENT
        )
    third = made(group)
    assert third.amends is second
    assert "De statuten zijn het laatst gewijzigd bij akte van 3 mei 2027" in text_of(files.content_of(third.file))


def test_what_comes_instead_of_a_version_changes_what_that_one_changed(group):
    first = made(group)
    with transaction(actor=SYSTEM):
        versions.keep_returned(first, by_the_notary(first, NOTICE), "akte.docx", now=SOME_MOMENT)
    signed(first)
    with transaction(actor=SYSTEM):
        after = versions.take_over(first, by=UserFactory(), now=SOME_MOMENT, today=TODAY)
    assert after.amends is None


def test_the_pack_of_an_amendment_has_what_changes_and_no_founders(group):
    signed(made(group))
    version = made(group, **CHANGED)
    held = packed(version)
    assert list(held) == [
        "0 Inhoud.txt",
        "1 Ontwerp van de akte.docx",
        "2 Vergelijking met de geldende statuten.docx",
        "3 Voorstel in drie kolommen.docx",
        "4 Uittreksel uit de notulen.docx",
        "5 Keuzes en afwijkingen.docx",
        "6 Toets aan de wet.docx",
        "7 Open punten.docx",
        "8 Offerteaanvraag.docx",
    ]
    texts = {name[2:]: text_of(content) for name, content in held.items() if name.endswith(".docx")}
    # The comparisons show the clauses on founders that go.
    for name in list(texts)[:1] + list(texts)[3:]:
        assert "oprichter" not in texts[name].lower(), name
    assert "de geldende statuten (akte van 24 november 2026)" in texts["Vergelijking met de geldende statuten.docx"]
    assert "Nu | Voorstel | Toelichting" in texts["Voorstel in drie kolommen.docx"]
    minutes = texts["Uittreksel uit de notulen.docx"]
    assert "[datum van de algemene vergadering]" in minutes
    assert "ten minste twee derde van de uitgebrachte stemmen" in minutes
    assert "ten minste de helft van de leden" in minutes
    assert "ten minste 14 dagen voor de vergadering" in minutes
    assert "Het gaat om 5 artikelen." in texts["Offerteaanvraag.docx"]
    assert "oprichting" not in texts["Offerteaanvraag.docx"]
    assert "Het eerste boekjaar loopt volgens de geldende statuten" in texts["Open punten.docx"]
    assert "ontwerpen van de coöperatie" in held["0 Inhoud.txt"].decode()


def test_once_it_was_adopted_the_draft_for_the_notary_has_the_day_of_the_meeting(group):
    signed(made(group))
    version = made(group, **CHANGED)
    assert "[datum van de algemene vergadering]" in text_of(packed(version)["1 Ontwerp van de akte.docx"])
    with transaction(actor=SYSTEM):
        versions.note_step(
            version, VersionStep.ADOPTED, date(2026, 11, 20), by=UserFactory(), now=SOME_MOMENT, today=TODAY
        )
    held = packed(version)
    for name in ("1 Ontwerp van de akte.docx", "4 Uittreksel uit de notulen.docx", "8 Offerteaanvraag.docx"):
        assert "20 november 2026" in text_of(held[name]), name
        assert "[datum van de algemene vergadering]" not in text_of(held[name]), name


def test_what_the_notary_wrote_is_what_is_in_force_and_what_the_change_is_held_against(group):
    first = made(group)
    with transaction(actor=SYSTEM):
        versions.keep_returned(first, by_the_notary(first, NOTICE), "akte.docx", now=SOME_MOMENT)
    signed(first)
    second = made(group)
    (change,) = [change for change in comparisons.compared(first, second) if change.clause == "oproeping"]
    assert "eenentwintig (21)" in "\n".join(change.before)
    assert amending.amended_deed(first).own_words == (change.number_before,)
    points = text_of(packed(second)["7 Open punten.docx"])
    assert f"woorden van de notaris zelf in artikel {change.number_before}" in points


def test_an_explanation_stays_with_the_version_and_goes_along_to_the_next(client, sign_in, group):
    signed(made(group))
    made(group, **CHANGED)
    founder = ParticipationFactory(cooperative=group).user
    sign_in(client, founder)
    path = "/cooperaties/bezem/statuten/versies/1/vergelijken/2"
    assert f'href="{path}/toelichting/oproeping"' in client.get(path).text
    why = "Veertien dagen was te kort."
    assert client.get(f"{path}/toelichting/oproeping").status_code == 200
    assert client.get(f"{path}/toelichting/doel").status_code == 404
    saved = client.post(f"{path}/toelichting/oproeping", data={"text": why})
    assert saved.location.endswith("#oproeping")
    assert why in client.get(path).text
    for paper in ("word", "voorstel"):
        assert why in text_of(client.get(f"{path}/{paper}").data)
    third = made(group, **CHANGED, pay_ratio="5")
    assert explanations(third) == {"oproeping": why}
    assert why in text_of(packed(third)["3 Voorstel in drie kolommen.docx"])


def test_two_who_explain_one_article_at_once_both_keep_their_words(client, sign_in, group):
    signed(made(group))
    version = made(group, **CHANGED)
    sign_in(client, ParticipationFactory(cooperative=group).user)
    path = "/cooperaties/bezem/statuten/versies/1/vergelijken/2/toelichting/oproeping"
    opened = '{"text": ""}'
    with transaction(actor=SYSTEM):
        explain(version, "oproeping", "Van een ander.", by=UserFactory(), now=SOME_MOMENT)
    refused = client.post(path, data={"text": "Van mij.", "opened": opened})
    assert refused.status_code == 409
    assert "Van een ander." in refused.text
    assert "Van mij." in refused.text
    assert explanations(version) == {"oproeping": "Van een ander."}
    again = client.post(path, data={"text": "Van mij.", "opened": '{"text": "Van een ander."}'})
    assert again.status_code == 302
    assert explanations(version) == {"oproeping": "Van mij."}


def test_after_the_deed_an_explanation_stays_as_it_was(client, sign_in, group):
    signed(made(group))
    version = signed(made(group, **CHANGED))
    with pytest.raises(RuleViolation, match="was signed"):
        explain(version, "oproeping", "Te laat.", by=UserFactory(), now=SOME_MOMENT)
    sign_in(client, ParticipationFactory(cooperative=group).user)
    assert "toelichting/oproeping" not in client.get("/cooperaties/bezem/statuten/versies/1/vergelijken/2").text
