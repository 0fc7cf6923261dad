"""Three statutes of fictional cooperatives as notaries lay them out: in other words, other layouts, other ways of numbering."""

import io

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from incubator.core.word.opening import W

# Article, title as this notary writes it, clauses; beside it the article of our library that it is about.
KEERKRING = [
    (
        "begrippen",
        "BEGRIPSBEPALINGEN",
        [
            "Onder “ALV” verstaan deze statuten de vergadering van alle leden.",
            "Onder “BW” wordt verstaan het Burgerlijk Wetboek.",
        ],
    ),
    (
        "naam-en-zetel",
        "NAAM EN ZETEL",
        ["De coöperatie heet: Coöperatieve Thuiszorg De Keerkring U.A.", "Zij is statutair gevestigd te Deventer."],
    ),
    (
        "doel",
        "DOEL",
        [
            (
                "De coöperatie stelt zich ten doel in de stoffelijke behoeften van haar leden te voorzien krachtens "
                "overeenkomsten, anders dan van verzekering, met hen gesloten in het bedrijf dat zij te dien einde te hunnen "
                "behoeve uitoefent."
            ),
        ],
    ),
    (
        "leden",
        "LIDMAATSCHAP",
        [
            "Leden zijn natuurlijke personen die in het bedrijf van de coöperatie werkzaam zijn.",
            "Het bestuur houdt een register bij met namen en adressen van alle leden.",
        ],
    ),
    (
        "toelating",
        "TOELATING",
        [
            "Omtrent de toelating van leden beslist het bestuur.",
            "Bij niet-toelating kan de ALV alsnog tot toelating besluiten.",
        ],
    ),
    (
        "opzegging-lid",
        "OPZEGGING DOOR EEN LID",
        ["Een lid kan het lidmaatschap schriftelijk opzeggen met inachtneming van een termijn van twee maanden."],
    ),
    (
        "ontzetting",
        "ONTZETTING",
        [
            "Ontzetting kan alleen worden uitgesproken wanneer een lid in strijd met de statuten handelt.",
            "De betrokkene kan binnen één maand na ontvangst van de kennisgeving in beroep gaan bij de ALV.",
        ],
    ),
    (
        "bestuur",
        "BESTUUR: SAMENSTELLING EN BENOEMING",
        [
            "Het bestuur bestaat uit ten minste drie en ten hoogste zeven personen.",
            "Bestuurders worden benoemd voor een periode van vier jaar.",
        ],
    ),
    (
        "vertegenwoordiging",
        "VERTEGENWOORDIGING",
        ["Het bestuur vertegenwoordigt de coöperatie. Twee gezamenlijk handelende bestuurders zijn mede bevoegd."],
    ),
    (
        "oproeping",
        "BIJEENROEPING ALGEMENE VERGADERING",
        [
            "De algemene vergadering wordt bijeengeroepen door het bestuur met een termijn van ten minste eenentwintig dagen."
        ],
    ),
    (
        "stemmen",
        "STEMRECHT EN BESLUITVORMING",
        ["Ieder lid heeft één stem.", "Een lid kan voor ten hoogste twee andere leden als gevolmachtigde optreden."],
    ),
    (
        None,
        "HUISDIEREN OP HET KANTOOR",
        ["Honden en katten zijn welkom op het kantoor, mits aangelijnd of in een mand."],
    ),
    (
        "statutenwijziging",
        "STATUTENWIJZIGING",
        [
            (
                "Een besluit tot statutenwijziging behoeft ten minste drie vierde van de uitgebrachte stemmen, in een "
                "vergadering waarin ten minste twee derde van de leden aanwezig of vertegenwoordigd is."
            ),
        ],
    ),
    (
        "ontbinding",
        "ONTBINDING EN VEREFFENING",
        [
            "De vereffening geschiedt door het bestuur. Het batig saldo komt toe aan een coöperatie met een soortgelijk doel."
        ],
    ),
]

POOTERS = [
    (
        "naam-en-zetel",
        "Naam; zetel",
        [
            "De naam van de coöperatie luidt: Tuinderscoöperatie De Pooters Coöperatief B.A.",
            "Haar zetel is in de gemeente Zutphen.",
        ],
    ),
    (
        "doel",
        "Doelstelling",
        [
            (
                "Het doel van de coöperatie is te voorzien in werk en inkomen van haar leden uit hoofde van met hen gesloten "
                "arbeidsovereenkomsten in het tuindersbedrijf."
            ),
        ],
    ),
    (
        "aansprakelijkheid",
        "Aansprakelijkheid van de leden",
        [
            (
                "Wie lid is bij de ontbinding is tegenover de vereffenaars naar gelijke delen aansprakelijk voor een tekort, "
                "tot ten hoogste vijfhonderd euro."
            ),
        ],
    ),
    (
        "bestuurstaak",
        "Taken en bevoegdheden van het bestuur",
        [
            "Het bestuur is belast met het besturen van de coöperatie.",
            "Het bestuur besluit met volstrekte meerderheid van stemmen.",
        ],
    ),
    (
        "ontstentenis",
        "Ontstentenis of belet",
        [
            (
                "Ingeval van ontstentenis of belet van alle bestuurders bestuurt tijdelijk een door de algemene vergadering "
                "jaarlijks aan te wijzen persoon."
            ),
        ],
    ),
    (
        "jaarrekening",
        "Boekjaar, jaarrekening",
        [
            "Het boekjaar loopt van één juli tot en met dertig juni.",
            "Binnen zes maanden na afloop maakt het bestuur de jaarrekening op.",
        ],
    ),
    (
        "resultaat",
        "Bestemming van het overschot",
        ["Van het overschot wordt ten minste een kwart aan de algemene reserve toegevoegd."],
    ),
]

SCHAKEL = [
    (
        "naam-en-zetel",
        "Naam",
        [
            "De coöperatie draagt de naam Coöperatief Fietskoeriers De Schakel U.A.",
            "De coöperatie is gevestigd in de gemeente Tilburg.",
        ],
    ),
    (
        "leden",
        "Leden",
        [
            "Lid is de koerier die door het bestuur is toegelaten.",
            "Het lidmaatschap is persoonlijk en kan niet worden overgedragen.",
        ],
    ),
    (
        "inleg",
        "Inleggeld",
        ["Elk lid stort een inleg van tweehonderdvijftig euro.", "Over de inleg wordt geen rente vergoed."],
    ),
    (
        "bestuur",
        "Bestuur",
        ["De algemene vergadering benoemt, schorst en ontslaat de bestuurders, waarvan er niet minder dan twee zijn."],
    ),
    (
        "tegenstrijdig-belang",
        "Tegenstrijdig belang",
        [
            (
                "Een bestuurder met een persoonlijk belang dat strijdig is met dat van de coöperatie, neemt niet deel aan de "
                "beraadslaging en besluitvorming."
            ),
        ],
    ),
    (
        "reglementen",
        "Huishoudelijk reglement",
        ["De algemene vergadering kan een huishoudelijk reglement vaststellen. Artikel 2 is daarop van toepassing."],
    ),
]


def saved(word):
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def keerkring():
    """Everything typed: "ARTIKEL 1" in the middle, its title in capitals below, clauses with typed numbers and a tab."""
    word = docx.Document()
    word.add_paragraph("AKTE VAN OPRICHTING").alignment = WD_ALIGN_PARAGRAPH.CENTER
    word.add_paragraph("Heden, de dertigste november, verscheen voor mij, mr. J. van Voorbeeld, notaris te Deventer:")
    for place, (_clause, title, clauses) in enumerate(KEERKRING, start=1):
        if place == 4:
            word.add_paragraph("HOOFDSTUK II. LEDEN").alignment = WD_ALIGN_PARAGRAPH.CENTER
        for text in (f"ARTIKEL {place}", title):
            paragraph = word.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.add_run(text).bold = True
        for count, text in enumerate(clauses, start=1):
            # A soft hyphen and a hard space, as type-setters leave them.
            word.add_paragraph(
                f"{count}.\t{text}".replace("lidmaatschap", "lid\u00admaatschap").replace("De ", "De\u00a0")
            )
    word.add_paragraph("SLOT AKTE").runs[0].bold = True
    word.add_paragraph("WAARVAN AKTE is verleden te Deventer op de datum in het hoofd van deze akte vermeld.")
    return saved(word)


def pooters():
    """ "Artikel 1." and the clauses counted by Word; a table with two columns, a footnote in it, tracked changes."""
    word = docx.Document()
    number = _numbered_list(word)
    for place, (_clause, title, clauses) in enumerate(POOTERS, start=1):
        _numbered(word.add_paragraph(title, style="Heading 2"), number, 0)
        for text in clauses:
            _numbered(word.add_paragraph(text), number, 1)
        if place == 2:
            table = word.add_table(rows=1, cols=2)
            table.cell(0, 0).text = "a."
            table.cell(0, 1).text = "ook het verkopen van de oogst hoort daarbij;"
    _track(word, "het boekjaar loopt van één januari", "Het boekjaar loopt")
    return saved(word)


def schakel():
    """ "Art. 1 - Naam" as plain bold text, no styles at all; the last sentence begins with a reference."""
    word = docx.Document()
    for place, (_clause, title, clauses) in enumerate(SCHAKEL, start=1):
        word.add_paragraph().add_run(f"Art. {place} - {title}").bold = True
        for count, text in enumerate(clauses, start=1):
            word.add_paragraph(f"{place}.{count} {text}")
    word.add_paragraph("Artikel 4 lid 2 is van overeenkomstige toepassing op de benoeming van een plaatsvervanger.")
    return saved(word)


def _numbered_list(word):
    root = word.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, text in enumerate(["Artikel %1.", "%1.%2"])
    )
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="91">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="91"><w:abstractNumId w:val="91"/></w:num>'))
    return 91


def _numbered(paragraph, number, level):
    properties = paragraph._p.get_or_add_pPr()._add_numPr()
    properties._add_ilvl().val = level
    properties._add_numId().val = number


def _track(word, deleted, before):
    """In the paragraph that begins with `before`: a deletion in front of it and an insertion behind it."""
    paragraph = next(paragraph for paragraph in word.paragraphs if paragraph.text.startswith(before))
    for kind, text in (("del", deleted), ("ins", " (gebroken boekjaar)")):
        run = paragraph.add_run(text)._r
        change = OxmlElement(f"w:{kind}")
        change.set(qn("w:id"), "900")
        change.set(qn("w:author"), "Notaris")
        run.addprevious(change)
        change.append(run)
        if kind == "del":
            run.find(f"{W}t").tag = qn("w:delText")
