"""What people read when a rule is broken: at which question, what is wrong and what to do, in plain words."""

import pytest

from incubator.statutes.rules import RULES, check
from incubator.statutes.values import Severity, read
from tests.statutes.answers import TODAY, answers, findings_of
from tests.statutes.consistency import CONSISTENCY

BEZEM = "Coöperatief De Bezem"
TWICE = [{"person_id": "p1", "present": True}, {"person_id": "p1", "present": True}]
ABSENT = [{"person_id": "p1", "present": True}, {"person_id": "p2", "name": "Sam", "present": False}]
NAMELESS = [{"person_id": "p1", "present": True}, {"present": False}]
RVC = {"exists": True, "absence_clause": "de ALV wijst aan"}
THREE = [{"person_id": name, "present": True} for name in ("An", "Bo", "Cas")]
OWN_TEXTS = [
    ("R-03", {"deed__founders": THREE}, "deed.founders", "Met 3 gelijke leden", "UBO-register"),
    (
        "S-40",
        {"board__absence_clause": {"all_directors": "Twee leden."}},
        "board.absence_clause.all_directors",
        "wie bestuurt als alle bestuurders er niet zijn",
        "vaste teksten",
    ),
    (
        "S-40",
        {"board__absence_clause__some": "De rest bestuurt."},
        "board.absence_clause.some",
        "wie bestuurt als enkele bestuurders er niet zijn",
        "vraag de notaris",
    ),
    (
        "S-40",
        {"board__conflict_clause": "Wie een belang heeft, zwijgt."},
        "board.conflict_clause",
        "een bestuurder met een tegenstrijdig belang",
        "vaste teksten",
    ),
    ("S-40", {"rvc": RVC}, "rvc.absence_clause.all_members", "als alle commissarissen er niet zijn", "vaste teksten"),
    (
        "S-40",
        {"rvc": RVC | {"conflict_clause": "Wie een belang heeft, zwijgt."}},
        "rvc.conflict_clause",
        "een commissaris met een tegenstrijdig belang",
        "vraag de notaris",
    ),
    (
        "B-08",
        {"rvc": RVC | {"conflict_clause": "Een commissaris met een belang stemt gewoon mee."}},
        "rvc.conflict_clause",
        "Een commissaris met een tegenstrijdig belang doet",
        "deze commissaris niet meedoet",
    ),
    ("S-40", {"resignation__notice": "op 1 mei"}, "resignation.notice", "hoe een lid opzegt", "vraag de notaris"),
    (
        "S-40",
        {"expulsion__appeal__procedure": "Twee wijzen spreken recht."},
        "expulsion.appeal.procedure",
        "het beroep tegen ontzetting",
        "vaste teksten",
    ),
    (
        "S-40",
        {"convening__procedure": "De bel gaat."},
        "convening.procedure",
        "hoe de oproeping leden bereikt",
        "vaste teksten",
    ),
    (
        "S-40",
        {"annual_accounts": {"inspection": "Op verzoek."}},
        "annual_accounts.inspection",
        "hoe leden de jaarrekening kunnen inzien",
        "vaste teksten",
    ),
    (
        "S-41",
        {"board__absence_clause__all_directors": "fixed:absence-supervisors"},
        "board.absence_clause.all_directors",
        "maar die raad hebben jullie niet",
        "een andere vaste tekst",
    ),
]

# Rule, answers, the question it is about, what is wrong, what to do.
MESSAGES = [
    ("C-01", {"deed__form": "private"}, "deed.form", "alleen door een akte van de notaris", "afspraak met een notaris"),
    ("C-01", {"deed__notary_id": None}, "deed.notary_id", "maar niet welke notaris", "welke notaris"),
    ("C-01", {"deed__signed_on": None}, "deed.signed_on", "zijn jullie zelf aansprakelijk", "Teken nog geen contracten"),
    ("C-02", {"deed__founders": TWICE}, "deed.founders", "minstens twee verschillende oprichters", "ten minste twee personen"),
    ("C-03", {"deed__language": "en"}, "deed.language", "moet in het Nederlands zijn", "Kies Nederlands"),
    ("C-04", {"deed__founders": ABSENT}, "deed.founders.1", "Sam is er niet bij de notaris", "schriftelijke volmacht"),
    ("C-04", {"deed__founders": NAMELESS}, "deed.founders.1", "Een oprichter is er niet bij", "zelf komen"),
    ("C-05", {"name": "De Bezem U.A."}, "name", "moet het woord 'coöperatief' staan", "Zet 'Coöperatief'"),
    ("C-05", {"name": None}, "name", "heeft nog geen naam", "bijvoorbeeld: Coöperatief Schoonmaakbedrijf"),
    ("C-05", {"name": "Coöperatie De Bezem U.A."}, "name", "staat alleen 'coöperatie'", "Vraag de notaris"),
    ("C-05", {"name": "Cooperatief De Bezem U.A."}, "name", "zonder trema", "twee puntjes"),
    ("C-06", {"name": BEZEM}, "name", "moet eindigen op W.A., B.A. of U.A.", "Zet U.A. achter de naam"),
    ("C-07", {"liability__regime": None}, "liability.regime", "nog niet gekozen", "De meeste groepen kiezen U.A."),
    ("C-07", {"name": f"{BEZEM} B.A."}, "liability.regime", "eindigt op B.A., maar in de statuten", "gelijk"),
    ("C-07", {"name": f"{BEZEM} W.A."}, "liability.regime", "is de aansprakelijkheid uitgesloten (U.A.)", "gelijk"),
    ("C-07", {"liability__excluded": False}, "liability.excluded", "Bij U.A. moeten de statuten", "Sluit de bijdrageplicht"),
    ("C-07", {"liability": {"regime": "BA"}, "name": f"{BEZEM} B.A."}, "liability.max_per_member_cents", "Bij B.A.", "bedrag per lid"),
    ("C-07", {"liability": {"regime": "WA", "excluded": True}, "name": f"{BEZEM} W.A."}, "liability.excluded", "volledig", "Kies U.A."),
    ("C-09", {"seat__country": "BE"}, "seat.country", "moet in Nederland zijn", "een gemeente in Nederland"),
    ("C-09", {"seat__municipality": None}, "seat.municipality", "gemeente van de zetel ontbreekt", "naam van de gemeente"),
    ("C-09", {"seat__municipality": "Gent"}, "seat.municipality", "'Gent' staat niet in de lijst", "niet van het dorp"),
    ("C-10", {"purpose__text": None}, "purpose.text", "doel van de coöperatie ontbreekt", "voor haar leden doet"),
    ("C-11", {"purpose__material_needs": []}, "purpose.material_needs", "in welke stoffelijke behoeften", "Noem de behoefte"),
    ("C-11", {"purpose__member_agreement_types": []}, "purpose.member_agreement_types", "welke overeenkomsten", "of beide"),
    ("C-11", {"purpose__business": None}, "purpose.business", "welk bedrijf", "Beschrijf het werk"),
    ("C-11", {"purpose__for_members": False}, "purpose.for_members", "voor haar leden uitoefent", "Bevestig"),
    ("C-11", {"purpose__text": "Mooi werk.", "purpose__business": None},
     "purpose.text", "niet alle woorden van de wet", "of vraag de notaris"),
    ("C-12", {"purpose__member_agreement_types": ["verzekering"]}, "purpose.member_agreement_types", "geen verzekeringen", "broodfonds"),
    ("C-13", {"third_party_dealings__allowed": False, "operation": {"non_member_workers": 1}},
     "third_party_dealings.allowed", "die geen lid zijn", "ook met niet-leden mag sluiten"),
    ("C-13", {"operation": {"member_hours": 49, "total_hours": 100}}, "operation.member_hours", "minder dan de helft", "Maak vaste"),
    ("C-14", {"member_obligations": None}, "member_obligations.listed", "niet wat leden moeten doen", "bindt leden niet"),
    ("C-15", {"convening__who": None}, "convening.who", "niet wie de algemene vergadering", "het bestuur"),
    ("C-15", {"convening__how": []}, "convening.how", "niet hoe leden", "brief en e-mail"),
    ("C-15", {"convening__notice_days": None}, "convening.notice_days", "niet hoeveel dagen", "14 dagen"),
    ("C-16", {"board__appointment_method": None}, "board.appointment_method", "worden benoemd", "de algemene vergadering"),
    ("C-16", {"board__dismissal_method": None}, "board.dismissal_method", "worden ontslagen", "de algemene vergadering"),
    ("C-17", {"surplus__dissolution": None}, "surplus.dissolution.destination", "waar het geld heen gaat", "Noem een bestemming"),
    ("C-18", {"board__absence_clause": None}, "board.absence_clause.all_directors", "niet wie bestuurt", "Wijs een persoon"),
    ("C-19", {"rvc": {"exists": True}}, "rvc.absence_clause", "niet wie toezicht houdt", "tijdelijk toezicht houdt"),
    ("C-20", {"board__votes": [3, 1], "board__min": 2}, "board.votes", "Eén bestuurder heeft meer stemmen", "deze bestuurder"),
    ("C-20", {"rvc": RVC | {"members": [{"name": "a", "votes": 2}, {"name": "b"}]}}, "rvc.members", "Eén commissaris", "deze commissaris"),
    ("C-21", {"first_members": 1}, "first_members", "vanaf het begin leden hebben", "minstens twee leden"),
    ("C-22", {"operation": {"status": "forming", "public_name": BEZEM}}, "operation.public_name", "bestaat nog niet", "zonder 'coöp"),
    ("C-23", {"duration": "tot 2030"}, "duration", "voor onbepaalde tijd", "Laat de einddatum weg"),
    ("C-24", {"fiscal_year": None}, "fiscal_year.end", "Dan geldt het kalenderjaar", "Dat mag zo blijven"),
    ("C-25", {"deviations": [{"topic": "stemrecht", "source": "reglement"}]}, "deviations", "over 'stemrecht'", "niet in een reglement"),
    ("M-04", {"termination_by_coop__organ": "gemeente"}, "termination_by_coop.organ", "geen buitenstaander", "Kies het bestuur"),
    ("M-05", {"expulsion__grounds": ["te laat"]}, "expulsion.grounds", "'te laat' is geen grond", "Gebruik alleen"),
    ("M-06", {"expulsion__appeal": False}, "expulsion.appeal", "moet in beroep kunnen gaan", "minstens één maand"),
    ("M-06", {"expulsion__appeal": {"term_months": 0}}, "expulsion.appeal.term_months", "korter dan één maand", "één maand of langer"),
    ("M-07", {"resignation__notice": "met twee jaar"}, "resignation.notice", "niet op tijd weg", "kortere termijn"),
    ("M-11", {"exit__fee": 500}, "exit.fee", "uittreedgeld", "Laat een jurist kijken"),
    ("M-11", {"exit__notice_months": 13}, "exit.notice_months", "langer dan twaalf maanden", "vrij genoeg"),
    ("M-11", {"exit__repayment_years": 6}, "exit.repayment_years", "meer dan vijf jaar", "vrij genoeg"),
    ("M-15", {"liability": {"regime": "BA", "post_exit_years": 0}}, "liability.post_exit_years", "minstens een jaar", "Vul een jaar"),
    ("A-10", {"surplus__annual": None}, "surplus.annual.basis", "hoe een overschot over de leden", "gewerkte uren"),
    ("G-02", {"votes__weighting": "by_hours"}, "votes.weighting", "Niet ieder lid heeft één stem", "Kies één stem per lid"),
    ("G-03", {"votes__non_member_votes": {"max_share": "2/3"}}, "votes.non_member_votes", "niet meer stemmen", "de helft of minder"),
    ("G-04", {"votes__proxy": {"allowed": True}}, "votes.proxy.max_per_holder", "onbeperkt veel anderen", "bijvoorbeeld twee"),
    ("G-04", {"votes__proxy": {"allowed": True, "max_per_holder": 0}}, "votes.proxy.max_per_holder", "maximum is nul", "sluit volmachten"),
    ("G-05", {"votes__evote__identifies": False}, "votes.evote.identifies", "te herkennen zijn", "een middel dat leden herkent"),
    ("G-06", {"votes__evote": {"early": True, "early_days": 31}}, "votes.evote.early_days", "meer dan dertig dagen", "of korter"),
    ("G-07", {"votes__evote__conditions": []}, "votes.evote.conditions", "geen voorwaarden bij", "Noem de voorwaarden"),
    ("G-09", {"convening__request_share": "1/5"}, "convening.request_share", "een tiende van de stemmen", "of minder"),
    ("G-11", {"convening__notice_days": 5}, "convening.notice_days", "is 5 dagen", "zeven dagen of meer"),
    ("G-11", {"convening__notice_days": -2}, "convening.notice_days", "is 0 dagen", "zeven dagen of meer"),
    ("G-15", {"amendment__majority": "1/3"}, "amendment.majority", "minder dan de helft", "twee derde (2/3)"),
    ("G-15", {"amendment__quorum": "120%"}, "amendment.quorum", "niet meer leden aanwezig zijn", "tussen 0 en 1"),
    ("G-16", {"amendment__restricted_clauses": [{"clause": "doel", "majority": "4/5", "change_majority": "2/3"}]},
     "amendment.restricted_clauses", "het wijzigen van 'doel'", "dezelfde meerderheid"),
    ("G-23", {"convening__digital_only": True}, "convening.digital_only", "helemaal online", "ook online meedoen"),
    ("G-24", {"ledenraad": {"exists": True, "number_rules": "tien"}}, "ledenraad.election_rules", "hoeveel afgevaardigden", "verkiezing"),
    ("G-24", {"ledenraad": {"exists": True, "election_rules": "wijk"}}, "ledenraad.number_rules", "hoe alle leden hen", "het aantal"),
    ("B-01", {"board__directors": [{"name": "An", "is_member": False}]}, "board.outsiders_allowed", "wel bestuurder: An.", "kies een lid"),
    ("B-02", {"board__appointment_method": "gemeente"}, "board.appointment_method", "ieder lid aan de stemming", "Laat de algemene"),
    ("B-03", {"board__appointed_by_others": 2}, "board.appointed_by_others", "te veel bestuurders", "bij vijf hoogstens twee"),
    ("B-04", {"board__binding_nomination": {"override_majority": "3/4"}}, "board.binding_nomination", "De meerderheid om", "twee derde"),
    ("B-04", {"board__binding_nomination": {"override_quorum": "3/4"}}, "board.binding_nomination", "De opkomst om", "twee derde"),
    ("B-04", {"board__binding_nomination": {"override": False}}, "board.binding_nomination", "altijd opzij kunnen", "Sta toe dat twee"),
    ("B-05", {"board__dismissal_method": "rvc"}, "board.dismissal_method", "op elk moment kunnen schorsen", "hetzelfde orgaan"),
    ("B-09", {"board__representation": None}, "board.representation", "wie namens de coöperatie mag tekenen", "twee bestuurders samen"),
    ("B-09", {"board__representation": "bestuur tot € 5.000"}, "board.representation", "werkt alleen tussen jullie", "bestuursreglement"),
    ("B-11", {"rvc": RVC | {"members": [{"name": "De Bank", "kind": "legal"}]}}, "rvc.members", "altijd een mens", "natuurlijke personen"),
    ("B-11", {"rvc": RVC | {"members": [{"name": "An"}]}, "board__directors": [{"name": "An"}]}, "rvc.members", "tegelijk", "iemand"),
    ("B-13", {"board__one_tier": True}, "board.one_tier", "niet-uitvoerende bestuurders", "Bespreek dit met de notaris"),
    ("W-00", {"purpose__member_agreement_types": ["opdracht"]}, "purpose.member_agreement_types", "niet alleen", "belastingadviseur"),
    ("W-02", {"admission__open_to_all_employees": False}, "admission.open_to_all_employees", "staat niet open", "belastingadviseur"),
    ("W-03", {"votes__weighting": "by_hours"}, "votes.weighting", "Zonder één stem per lid", "belastingadviseur"),
    ("W-05", {"exit__claim_basis": "account_balance"}, "exit.claim_basis", "meer dan de eigen inleg", "hoogstens de inleg"),
    ("T-03", {"purpose__member_agreement_types": ["opdracht"]}, "purpose.member_agreement_types", "eigenlijk loondienst", "Laat toetsen"),
    *CONSISTENCY,
    *OWN_TEXTS,
]  # fmt: skip


@pytest.mark.parametrize(("rule", "changes", "field", "message", "remedy"), MESSAGES)
def test_a_broken_rule_says_where_what_and_what_to_do(rule, changes, field, message, remedy):
    readable = [finding for finding in findings_of(**changes)[rule] if finding.field == field]
    assert any(message in finding.message and remedy in finding.remedy for finding in readable), readable


def test_every_rule_has_a_message_here():
    assert {rule.number for rule in RULES} == {number for number, *_more in MESSAGES}


def test_a_finding_points_to_the_article_that_people_can_look_up():
    for number, changes, *_more in MESSAGES:
        for finding in findings_of(**changes)[number]:
            assert finding.articles_in_words


def test_the_heaviest_findings_come_first():
    findings = check(read(answers(name=BEZEM, fiscal_year=None, exit__fee=5)), on=TODAY)
    assert [finding.severity for finding in findings] == [Severity.ERROR, Severity.WARNING, Severity.INFO]
