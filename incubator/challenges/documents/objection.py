"""The letter of objection to a refusal, and the one that asks for time to write the grounds.

It has what art. 6:5 Awb asks for: who (an e-mail address is no address), the day, which decision, the grounds, a signature. Nobody of us
knows whether an answer to a challenge is a decision (besluit), so the letter asks for that instead of claiming it.
"""

from collections.abc import Iterator

from incubator.challenges.documents.letters import as_document, letter_foot, reply_addresses
from incubator.challenges.documents.source import PlanSource, day, to_do
from incubator.core.sentences import ended
from incubator.core.word import Block, Bullets, Document, Heading, Paragraph, Strong, Text

GROUNDS = (
    "waarom de redenen die u geeft volgens ons niet kloppen",
    "wat u volgens ons niet of niet genoeg heeft meegewogen",
    "welke regel of welk beleid volgens ons tot een ander antwoord leidt",
)


def objection(source: PlanSource) -> Document:
    """The whole letter; once an objection was made, the grounds that follow on it."""
    if source.objected_on is not None:
        return _letter(source, f"Gronden van ons bezwaar: {source.title}", _later_grounds(source))
    return _letter(source, f"Bezwaarschrift: uw afwijzing van ons uitdaagplan {source.title}", _whole(source))


def objection_for_time(source: PlanSource) -> Document:
    """In time and without grounds (pro forma): it asks for a term in which they follow (art. 6:6 Awb)."""
    return _letter(
        source, f"Bezwaarschrift (pro forma): uw afwijzing van ons uitdaagplan {source.title}", _pro_forma(source)
    )


def _whole(source: PlanSource) -> Iterator[Block]:
    yield from _which_decision(source)
    yield from _decision(source)
    yield from _grounds(source)
    yield from _asked(source)
    yield from _is_it_open(source)
    yield from _enclosed("een kopie van uw brief", "ons uitdaagplan")


def _pro_forma(source: PlanSource) -> Iterator[Block]:
    yield from _which_decision(source)
    yield Heading("Wij vragen tijd voor onze gronden")
    yield Paragraph(
        "Wij maken nu bezwaar om op tijd te zijn. De gronden van ons bezwaar staan nog niet in deze brief. Wilt u ons een termijn geven "
        "om die te sturen (art. 6:6 Awb)? Wij stellen vier weken voor, te rekenen vanaf de dag van uw antwoord op deze brief."
    )
    yield Paragraph(
        ("Wij hebben die tijd nodig, omdat: ", to_do("waarom wij tijd nodig hebben, bijvoorbeeld voor advies"))
    )
    yield from _is_it_open(source)
    yield from _enclosed("een kopie van uw brief")


def _later_grounds(source: PlanSource) -> Iterator[Block]:
    yield Paragraph(
        (
            "Op ",
            day(source.objected_on, "op welke dag wij bezwaar maakten"),
            " maakten wij bezwaar tegen uw afwijzing van ons uitdaagplan. Uw kenmerk: ",
            to_do("het kenmerk dat u aan ons bezwaar gaf"),
            ". In deze brief staan onze gronden.",
        )
    )
    yield from _decision(source)
    yield from _grounds(source)
    yield from _asked(source)


def _which_decision(source: PlanSource) -> Iterator[Block]:
    yield Paragraph(
        (
            "Wij maken bezwaar tegen uw brief van ",
            day(source.decided_on, "de datum van de brief met de afwijzing"),
            ", met kenmerk ",
            to_do("het kenmerk dat op de brief staat"),
            f". In die brief wijst u ons uitdaagplan af: {ended(source.title)} Dat plan gaven wij u op ",
            day(source.handed_in_on, "op welke dag wij het plan gaven"),
            ".",
        )
    )


def _decision(source: PlanSource) -> Iterator[Block]:
    yield Heading("Wat u besloot")
    yield Paragraph(_or_open(source.decision, "wat er is besloten, met de woorden van de brief"))
    yield Paragraph((Strong("De redenen die u geeft: "), *_or_open(source.reasons, "welke redenen de brief geeft")))


def _or_open(text: str, missing: str) -> Text:
    if text:
        return (text,)
    return (to_do(missing),)


def _grounds(source: PlanSource) -> Iterator[Block]:
    """Why they disagree only the group can say: each ground is an open point, with the rules beside it as far as we know them."""
    yield Heading("Waarom wij het er niet mee eens zijn (gronden)")
    yield Bullets(tuple(map(_ground, GROUNDS)))
    rules = source.regulation
    if rules is not None:
        yield Paragraph(f"De regels waarnaar wij kijken: {rules.dutch.title} ({rules.source}).")


def _ground(missing: str) -> Text:
    return (to_do(missing),)


def _asked(source: PlanSource) -> Iterator[Block]:
    yield Heading("Wat wij u vragen")
    yield Bullets(
        (
            "Kijk opnieuw naar uw afwijzing, en neem een nieuw besluit over ons plan.",
            "Nodig ons uit om ons bezwaar toe te lichten voordat u beslist (art. 7:2 Awb).",
            "Schrijf ons wanneer wij uw beslissing kunnen verwachten (art. 7:10 Awb).",
        )
    )


def _is_it_open(source: PlanSource) -> Iterator[Block]:
    yield Heading("Staat bezwaar open?")
    if source.formal_decision is False:
        yield Paragraph(
            (
                "Volgens u is uw brief geen besluit in de zin van art. 1:3 Awb. Wij vragen u daar nog eens naar te kijken, omdat: ",
                to_do("waarom het volgens ons wel een besluit is; vraag dit een jurist"),
            )
        )
    else:
        yield Paragraph(
            "Bezwaar kan alleen tegen een besluit in de zin van art. 1:3 Awb. Is uw brief volgens u geen besluit? Schrijf ons dan waarom, "
            "en wat wij wel kunnen doen."
        )


def _enclosed(*papers: str) -> Iterator[Block]:
    yield Paragraph(f"Bijlagen: {', '.join(papers)}.")


def _letter(source: PlanSource, subject: str, body: Iterator[Block]) -> Document:
    return as_document(source, subject, (*_head(source, subject), *body, *_foot(source)))


def _head(source: PlanSource, subject: str) -> Iterator[Block]:
    yield Paragraph((Strong(source.name),))
    yield Paragraph((to_do("ons postadres: straat, nummer, postcode en plaats"),))
    yield reply_addresses(source)
    # An objection goes to who decided (art. 6:4 lid 1 Awb), whoever the group speaks to otherwise.
    yield Paragraph(
        (
            f"Aan: {source.authority}, ",
            to_do("wie het besluit nam en het adres voor bezwaar; dat staat onderaan de brief"),
        )
    )
    yield Paragraph(source.day)
    yield Paragraph((Strong(f"Onderwerp: {subject}"),))
    yield Paragraph("Geacht college," if source.is_of_municipality else "Geacht bestuur,")


def _foot(source: PlanSource) -> Iterator[Block]:
    yield from letter_foot(source)
    yield Paragraph((to_do("handtekening van wie de groep mag vertegenwoordigen"),))
