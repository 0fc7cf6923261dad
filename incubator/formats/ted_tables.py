"""What the codes of TED_EXPORT mean: document types, forms, kinds of buyers and procedures; and where its values stand."""

from incubator.formats.values import NoticeKind

ROOTS = {"TED_EXPORT": "ted-export", "TED_ESENDERS": "ted-esenders"}
_BY_DOCUMENT_TYPE = {  # the codes of TD_DOCUMENT_TYPE
    NoticeKind.PLANNING: "0689ABM",
    NoticeKind.COMPETITION: "12345CDEFHIJOPQY",
    NoticeKind.AWARD: "7R",
    NoticeKind.EX_ANTE: "V",
    NoticeKind.MODIFICATION: "K",
}
DOCUMENT_TYPES = {code: kind for kind, codes in _BY_DOCUMENT_TYPE.items() for code in codes}
NATURES = {"1": "works", "2": "supplies", "4": "services"}
BY_NAME = {"WORKS": "works", "SUPPLIES": "supplies", "SERVICES": "services"}
PROCEDURES = {
    "1": "open", "2": "restricted", "3": "restricted", "4": "neg-w-call", "6": "neg-w-call", "C": "comp-dial", "G": "innovation",
    "T": "neg-wo-call", "V": "neg-wo-call", "B": "neg-w-call", "F": "neg-wo-call", "A": "neg-wo-call", "E": "oth-single",
}  # fmt: skip
BUYER_TYPES = {
    "1": "central", "2": "defence", "3": "local", "4": "utility", "5": "eu", "6": "body-public", "8": "other", "N": "central", "R": "local",
}  # fmt: skip
SOCIAL_FORMS = frozenset({"F21", "F22", "F23"})
TYPED_FORMS = frozenset({"F01", "F04", *SOCIAL_FORMS})
RESULT_FORMS = frozenset({"F03", "F06", "F13", "F15", "F18", "F20", "F25"})
EU_REGULATIONS = frozenset("12345678")
SPENT = frozenset({NoticeKind.AWARD, NoticeKind.MODIFICATION, NoticeKind.EX_ANTE})


BY_FORM = {
    "F01": NoticeKind.PLANNING,
    "F03": NoticeKind.AWARD,
    "F04": NoticeKind.PLANNING,
    "F06": NoticeKind.AWARD,
    "F08": NoticeKind.PLANNING,
    "F13": NoticeKind.AWARD,
    "F15": NoticeKind.EX_ANTE,
    "F16": NoticeKind.PLANNING,
    "F18": NoticeKind.AWARD,
    "F20": NoticeKind.MODIFICATION,
    "F25": NoticeKind.AWARD,
}
BY_TYPE = {  # NOTICE/@TYPE
    "PRI": NoticeKind.PLANNING,
    "PRI_ONLY": NoticeKind.PLANNING,
    "PRI_REDUCING_TIME_LIMITS": NoticeKind.PLANNING,
    "PRI_CALL_COMPETITION": NoticeKind.COMPETITION,
    "PER_ONLY": NoticeKind.PLANNING,
    "PER_REDUCING_TIME_LIMITS": NoticeKind.PLANNING,
    "PER_CALL_COMPETITION": NoticeKind.COMPETITION,
    "QSU_ONLY": NoticeKind.PLANNING,
    "QSU_CALL_COMPETITION": NoticeKind.COMPETITION,
    "CONTRACT": NoticeKind.COMPETITION,
    "AWARD_CONTRACT": NoticeKind.AWARD,
}
SOURCES = {
    "identities": "NOTICE_DATA/NO_DOC_OJS", "title": "OBJECT_CONTRACT/TITLE", "description": "OBJECT_CONTRACT/SHORT_DESCR",
    "buyer": "CONTRACTING_BODY/ADDRESS_CONTRACTING_BODY", "kind": "CODIF_DATA/TD_DOCUMENT_TYPE, NOTICE/@TYPE",
    "cpv": "CPV_MAIN, CPV_ADDITIONAL",
    "places": "OBJECT_DESCR/NUTS, PERFORMANCE_NUTS", "published": "REF_OJS/DATE_PUB",
    "deadline": "DATE_RECEIPT_TENDERS, TIME_RECEIPT_TENDERS", "validity": "DURATION_TENDER_VALID, DATE_TENDER_VALID",
    "value": "VAL_ESTIMATED_TOTAL, VAL_TOTAL", "reserved": "LEFTI/RESTRICTED_SHELTERED_WORKSHOP, RESERVED_ORGANISATIONS_SERVICE_MISSION",
    "lots": "OBJECT_DESCR", "winners": "AWARD_CONTRACT", "related_ids": "REF_NOTICE/NO_DOC_OJS, NOTICE_NUMBER_OJ",
    "changes": "CHANGES/CHANGE, CHANGES/INFO_ADD", "language": "FORM_SECTION/*/@LG", "other_languages": "FORM_SECTION",
    "corrects": "REF_NOTICE/NO_DOC_OJS, NOTICE_NUMBER_OJ", "cancels": "NO_AWARDED_CONTRACT", "main_cpv": "CPV_MAIN, ORIGINAL_CPV",
    "organisations": "ADDRESS_CONTRACTING_BODY_ADDITIONAL, ADDRESS_CONTRACTOR", "nature": "TYPE_CONTRACT, NC_CONTRACT_NATURE",
    "procedure": "PR_PROC, PROCEDURE", "legal_regime": "LEGAL_BASIS, RP_REGULATION", "dispatched": "CODIF_DATA/DS_DATE_DISPATCH",
    "most_lots_bid": "OBJECT_CONTRACT/LOT_DIVISION", "most_lots_won": "OBJECT_CONTRACT/LOT_DIVISION",
    "duration_months": "OBJECT_DESCR/DURATION", "contract_start": "OBJECT_DESCR/DATE_START", "contract_end": "OBJECT_DESCR/DATE_END",
    "signed": "AWARD_CONTRACT/DATE_CONCLUSION_CONTRACT",
    "criteria": "OBJECT_DESCR/AC", "notice_type": "FORM_SECTION/*/@FORM", "url": "NOTICE_DATA/NO_DOC_OJS", "documents_url": "URL_DOCUMENT",
    "buyer_reference": "OBJECT_CONTRACT/REFERENCE_NUMBER, FILE_REFERENCE_NUMBER",
    "submission_url": "CONTRACTING_BODY/URL_PARTICIPATION, URL_PARTICIPATE",
}  # fmt: skip
