"""Letters of a challenge: the request for information, two reminders, a letter of support to sign; and the report of meetings."""

from collections.abc import Iterator
from datetime import date

from incubator.challenges.documents.source import PlanSource, day, to_do
from incubator.challenges.values.challenging import AskedItem, SupportKind
from incubator.core import clock
from incubator.core.quantities import write_day
from incubator.core.sentences import ended
from incubator.core.word import Block, Bullets, Document, Heading, Paragraph, Strong

ITEMS = {
    AskedItem.CONTRACT: "het contract of de opdracht waarmee deze taak nu wordt uitgevoerd, en door wie",
    AskedItem.END: "de datum waarop dat contract eindigt",
    AskedItem.OPTIONS: "de mogelijkheden om het te verlengen, en of u die wilt gebruiken",
    AskedItem.COSTS: "de kosten van deze taak per jaar, in de laatste drie jaar",
    AskedItem.QUALITY: "verslagen over de kwaliteit, zoals schouwen en evaluaties",
    AskedItem.COMPLAINTS: "klachten en meldingen van bewoners over deze taak, zonder hun namen",
    AskedItem.SPECIFICATION: "de beschrijving van het werk (bestek)",
}


def information_request(source: PlanSource) -> Document:
    """A request under the Wet open overheid, in the words of people."""
    asked = [ITEMS[AskedItem(item)] for item in source.asked_items if item in set(AskedItem)]
    body: list[Block] = [
        Paragraph(
            f"Wij onderzoeken of wij deze taak van u kunnen overnemen of anders kunnen inrichten: {ended(source.title)} "
            "Daarvoor willen wij weten hoe het nu gaat."
        ),
        # Before the questions, so that the reader at the authority can tell which contract is meant.
        *_known_contract(source),
        Paragraph("Wij vragen u daarom, met een beroep op de Wet open overheid, om:"),
    ]
    if asked or source.asked_words:
        body.append(Bullets((*asked, *filter(None, source.asked_words.splitlines()))))
    else:
        body.append(Paragraph((to_do("wat wij vragen"),)))
    body += [
        Paragraph(
            "U hoeft voor ons niets uit te zoeken wat u niet heeft. Gaat het om veel stukken, dan horen wij graag eerst welke er "
            "zijn. Een kort gesprek is ook goed, als dat sneller is."
        ),
        Paragraph(
            "Meestal komt een antwoord binnen vier weken, en kunt u die tijd met twee weken verlengen (art. 4.4 lid 1 en 2 Wet "
            "open overheid). Wilt u ons laten weten wanneer wij uw antwoord kunnen verwachten?"
        ),
    ]
    return _letter(source, f"Verzoek om informatie: {source.title}", body)


def _known_contract(source: PlanSource) -> Iterator[Block]:
    if source.provider:
        yield Paragraph(f"Voor zover wij weten voert nu deze partij de taak uit: {source.provider}.")
    if source.contract_end is not None:
        read = f" (bron: {source.contract_end_source})" if source.contract_end_source else ""
        yield Paragraph(f"Voor zover wij weten loopt het contract tot en met {write_day(source.contract_end)}{read}.")


def information_reminder(source: PlanSource) -> Document:
    """A polite reminder of the request; it claims nothing but what was asked and when."""
    body: list[Block] = [
        Paragraph(
            (
                "Op ",
                day(source.sent_on, "op welke dag wij het vroegen"),
                f" vroegen wij u om informatie over deze taak: {ended(source.title)} ",
            )
        ),
        Paragraph(
            "Wij hebben daar nog geen antwoord op gezien. Is het onderweg, dan hoeft u op deze brief niet te antwoorden."
        ),
    ]
    if source.answer_due is not None:
        runs = _tense(source, source.answer_due.on, "loopt", "liep")
        body.append(
            Paragraph(
                f"De termijn die meestal geldt, {runs} tot {write_day(source.answer_due.on)} ({source.answer_due.source}). Wij hebben uw "
                "antwoord nodig om ons plan goed te kunnen maken. Wilt u ons binnen twee weken antwoorden, of laten weten wanneer dat kan?"
            )
        )
    else:
        body.append(Paragraph("Wilt u ons binnen twee weken antwoorden, of laten weten wanneer dat kan?"))
    return _letter(source, f"Herinnering: verzoek om informatie over {source.title}", body)


def decision_reminder(source: PlanSource) -> Document:
    """A polite reminder of the decision; silence is no consent, and nothing here says that it is."""
    body: list[Block] = [
        Paragraph(
            (
                "Op ",
                day(source.handed_in_on, "op welke dag wij het plan gaven"),
                f" hebben wij u ons uitdaagplan gegeven: {ended(source.title)}",
            )
        ),
    ]
    due = source.decision_due
    if due is not None and source.regulation is not None:
        ends = _tense(source, due.on, "is", "was")
        body.append(
            Paragraph(
                f"Zoals wij uw regels lezen ({source.regulation.dutch.title}; {source.regulation.source}), beslist u binnen "
                f"{due.weeks} weken. Geteld vanaf de dag waarop wij het plan gaven, {ends} dat {write_day(due.on)}."
            )
        )
        if due.complex_on is not None:
            body.append(
                Paragraph(
                    f"Vindt u ons plan ingewikkeld, dan noemt uw regeling een langere termijn: tot {write_day(due.complex_on)}. "
                    "Wilt u ons dan schrijven dat dit zo is, en waarom?"
                )
            )
        body.append(
            Paragraph(
                "Wilt u ons binnen twee weken laten weten wat u besluit, of wanneer wij uw besluit kunnen verwachten?"
            )
        )
    else:
        body.append(
            Paragraph(
                "Wilt u ons laten weten binnen welke termijn u beslist, waar dat geregeld is, en wie ons plan behandelt?"
            )
        )
    body.append(Paragraph("Wij lichten ons plan graag toe, als u vragen heeft."))
    return _letter(source, f"Herinnering: ons uitdaagplan {source.title}", body)


def support_letter(source: PlanSource) -> Document:
    """A letter that an organisation in the neighbourhood can sign, and change as it likes."""
    body: list[Block] = [
        Paragraph(("Naam van de organisatie: ", to_do("de organisatie die steunt"))),
        Paragraph((f"Aan: {source.authority}. Datum: ", to_do("de datum"))),
        Paragraph((Strong(f"Steun voor het plan van {source.name}: {source.title}"),)),
        Paragraph("Geacht college," if source.is_of_municipality else "Geacht bestuur,"),
        Paragraph(
            f"{source.name} wil deze taak van u overnemen of anders inrichten: {ended(source.title)} "
            "Wij hebben het plan gelezen en steunen het."
        ),
        Paragraph(("Wij vinden het goed voor de wijk, omdat: ", to_do("waarom de organisatie het plan steunt"))),
        Paragraph(("Wij willen zelf bijdragen met: ", to_do("wat de organisatie doet, of: niets, alleen onze steun"))),
        Paragraph("Met vriendelijke groet,"),
        Paragraph((to_do("naam, functie en handtekening"),)),
    ]
    return as_document(source, f"Steunbrief: {source.title}", (Paragraph("Steunbrief", "title"), *body))


def meeting_report(source: PlanSource) -> Document:
    """What was spoken of in the neighbourhood, meeting by meeting."""
    body: list[Block] = [Paragraph("Verslag van bijeenkomsten", "title"), Paragraph(source.title, "subtitle")]
    for record in source.records:
        if record.kind is SupportKind.MEETING:
            body.append(Heading(write_day(record.on_date)))
            body.append(Paragraph((Strong("Wie er waren: "), record.who)))
            body += [Paragraph(part) for part in record.text.split("\n\n")]
    if len(body) == 2:
        body.append(Paragraph((to_do("wanneer de bijeenkomst was, wie er waren en wat er is besproken"),)))
    return as_document(source, f"Verslag van bijeenkomsten: {source.title}", tuple(body))


def _tense(source: PlanSource, due: date, still: str, no_more: str) -> str:
    """A reminder that is made before the last day does not say that the day is past."""
    return no_more if due < clock.local(source.made_at).date() else still


def _letter(source: PlanSource, subject: str, body: list[Block]) -> Document:
    return as_document(source, subject, (*_head(source, subject), *body, *letter_foot(source)))


def _head(source: PlanSource, subject: str) -> Iterator[Block]:
    yield Paragraph((Strong(source.name),))
    yield reply_addresses(source)
    yield Paragraph(f"Aan: {source.authority}")
    if source.contact:
        yield Paragraph(f"Ter attentie van: {source.contact}")
    yield Paragraph(source.day)
    yield Paragraph((Strong(f"Onderwerp: {subject}"),))
    yield Paragraph("Geachte heer, mevrouw,")


def reply_addresses(source: PlanSource) -> Paragraph:
    """Where an answer can go."""
    return Paragraph(
        (source.fact("contact.email", "ons e-mailadres"), ", ", source.fact("contact.phone", "ons telefoonnummer"))
    )


def letter_foot(source: PlanSource) -> Iterator[Block]:
    """Who signs, and for whom."""
    yield Paragraph("Met vriendelijke groet,")
    yield Paragraph((source.fact("contact.name", "wie deze brief ondertekent"),))
    yield Paragraph(f"namens {source.name}")


def as_document(source: PlanSource, title: str, blocks: tuple[Block, ...]) -> Document:
    """A letter or report of the group."""
    return Document(
        title=title[:200],
        blocks=blocks,
        author=source.name,
        made_at=source.made_at,
        date_text=source.day,
        subject=source.title,
    )
