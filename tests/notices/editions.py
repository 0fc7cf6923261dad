"""A notice of TED with two lots, and corrigenda (F14) of it, as the forms of 2014 write them."""

HEAD = """<TED_EXPORT xmlns="http://publications.europa.eu/resource/schema/ted/R2.0.9/publication" VERSION="R2.0.9.S03.E01"
DOC_ID="{number}" EDITION="2026229"><CODED_DATA_SECTION><REF_OJS><COLL_OJ>S</COLL_OJ><NO_OJ>229</NO_OJ><DATE_PUB>{day}</DATE_PUB>
</REF_OJS><NOTICE_DATA><NO_DOC_OJS>2026/S 229-{short}</NO_DOC_OJS><LG_ORIG>NL</LG_ORIG><ISO_COUNTRY VALUE="NL"/>
<ORIGINAL_CPV CODE="77310000">Groen</ORIGINAL_CPV></NOTICE_DATA><CODIF_DATA><TD_DOCUMENT_TYPE CODE="{kind}">-</TD_DOCUMENT_TYPE>
</CODIF_DATA></CODED_DATA_SECTION><FORM_SECTION>{form}</FORM_SECTION></TED_EXPORT>"""
BUYER = """<CONTRACTING_BODY><ADDRESS_CONTRACTING_BODY><OFFICIALNAME>Gemeente Utrecht</OFFICIALNAME><TOWN>Utrecht</TOWN>
<COUNTRY VALUE="NL"/></ADDRESS_CONTRACTING_BODY></CONTRACTING_BODY>"""
LOT = """<OBJECT_DESCR><TITLE><P>{title}</P></TITLE><LOT_NO>{number}</LOT_NO><CPV_ADDITIONAL><CPV_CODE CODE="77310000"/>
</CPV_ADDITIONAL><SHORT_DESCR><P>Onderhoud van {title}.</P></SHORT_DESCR><AC><AC_QUALITY><AC_CRITERION>Technische kennis
</AC_CRITERION><AC_WEIGHTING>20</AC_WEIGHTING></AC_QUALITY><AC_QUALITY><AC_CRITERION>Prijs</AC_CRITERION><AC_WEIGHTING>60
</AC_WEIGHTING></AC_QUALITY></AC></OBJECT_DESCR>"""
SUBJECT = """<OBJECT_CONTRACT><TITLE><P>Onderhoud in percelen</P></TITLE><CPV_MAIN><CPV_CODE CODE="77310000"/></CPV_MAIN>
<TYPE_CONTRACT CTYPE="SERVICES"/><SHORT_DESCR><P>{text}</P></SHORT_DESCR>{lots}</OBJECT_CONTRACT>"""


def notice(number, day, kind, form):
    return HEAD.format(number=number, short=number.split("-")[0], day=day, kind=kind, form=form).encode()


def corrigendum(number, day, *changes):
    """A corrigendum of the original. A change is a section, a lot, the old and the new: a text, or a day and an hour."""
    written = "".join(map(change_of, changes))
    form = f"""<F14_2014 CATEGORY="ORIGINAL" FORM="F14" LG="NL"><LEGAL_BASIS VALUE="32014L0024"/>{BUYER}
{SUBJECT.format(text="Zie II.1.1).", lots="")}<COMPLEMENTARY_INFO><NOTICE_NUMBER_OJ>2026/S 224-754136</NOTICE_NUMBER_OJ>
</COMPLEMENTARY_INFO><CHANGES><MODIFICATION_ORIGINAL/>{written}</CHANGES></F14_2014>"""
    return notice(number, day, "2", form)


def change_of(change):
    section, lot, old, new = change
    where = f"<SECTION>{section}</SECTION>" + (f"<LOT_NO>{lot}</LOT_NO>" if lot else "")
    values = f"<OLD_VALUE>{value_of(old)}</OLD_VALUE><NEW_VALUE>{value_of(new)}</NEW_VALUE>"
    return f"<CHANGE><WHERE>{where}</WHERE>{values}</CHANGE>"


def value_of(value):
    if isinstance(value, str):
        return f"<TEXT><P>{value}</P></TEXT>"
    return f"<DATE>{value[0]}</DATE><TIME>{value[1]}</TIME>"


ORIGINAL = notice(
    "754136-2026",
    "20261120",
    "3",
    f"""<F02_2014 CATEGORY="ORIGINAL" FORM="F02" LG="NL"><LEGAL_BASIS VALUE="32014L0024"/>{BUYER}
{SUBJECT.format(text="Onderhoud.", lots=LOT.format(title="Groen", number=1) + LOT.format(title="Grijs", number=2))}
<PROCEDURE><PT_OPEN/><DATE_RECEIPT_TENDERS>2027-01-20</DATE_RECEIPT_TENDERS><TIME_RECEIPT_TENDERS>10:30</TIME_RECEIPT_TENDERS>
</PROCEDURE></F02_2014>""",
)
CORRIGENDUM = corrigendum(
    "754900-2026",
    "20261127",
    ("IV.2.2", "", ("2027-01-20", "10:30"), ("2027-01-12", "09:00")),
    ("II.2.5", "2", "Technische kennis 20", "Technische kennis 40"),
)
