"""Twelve very different cooperatives, each as a change of the example: together they call for nearly every clause."""

from tests.statutes.answers import answers

COUNCIL = {
    "exists": True,
    "election_rules": "Elke wijk kiest twee afgevaardigden.",
    "number_rules": "twee per wijk waarin leden wonen",
    "term_years": 4,
    "members": 60,
}
SUPERVISORS = {
    "exists": True,
    "members": [{"name": "Ali Bouzid", "function": "Voorzitter"}, "Roos de Vries", "Tom Bakker"],
    "absence_clause": {"all_members": "De algemene vergadering wijst binnen vier weken anderen aan."},
    "min": 3,
    "max": 3,
    "term_years": 4,
    "quorum": "1/2",
    "conflict_clause": "fixed:supervisors-conflict-record",
}
MINIMAL = {
    "name": "Coöperatief Klusbedrijf De Sleutel U.A.",
    "seat": {"municipality": "Groningen"},
    "liability": {"regime": "UA", "excluded": True},
    "purpose": {"material_needs": ["werk"], "member_agreement_types": ["arbeidsovereenkomst"], "business": "klussen"},
}

DEEDS = {
    "the example": answers(),
    "a minimal set": {"statutes": MINIMAL},
    "limited liability, an amount set by the meeting": answers(
        name="Coöperatief Tuinbedrijf Groen B.A.",
        liability={"regime": "BA", "max_per_member_cents": 50000, "standard": "naar verhouding van de gewerkte uren", "post_exit_years": 2},
        capital={"contribution_cents": 125050, "fixed_in": "meeting", "instalments": 12, "subordinated": True,
            "set_off": True, "interest": True},
        disputes={"method": "arbitration"},
    ),
    "full liability": answers(
        name="Coöperatief Vervoersbedrijf Samen W.A.",
        liability={"regime": "WA"},
        admission={"organ": "ALV"},
        expulsion={"organ": "ALV", "grounds": ["geweld op het werk", "diefstal"]},
        annual_accounts={"inspection": "fixed:accounts-sent-along"},
        membership={"inheritable": True, "transferable": True},
        capital={"contribution_cents": 10000, "fixed_in": "deed", "set_off": False, "subordinated": False},
        convening__digital_only=True,
        convening__others=["drie leden samen"],
        disputes={"method": "talk"},
        exit={"claim_basis": "paid_in"},
    ),
    "a supervisory board": answers(
        rvc=SUPERVISORS,
        board__approval_required=["leningen boven € 10.000", "het kopen van een gebouw"],
        board__incompatible=["het lidmaatschap van de raad van commissarissen"],
        board__rotation=True,
        board__officers_by="ALV",
        votes__persons="written",
        votes__tie="lot",
    ),
    "a council of delegates": answers(
        ledenraad=COUNCIL,
        capital__accounts=True,
        convening__how=["email"],
        convening__procedure="fixed:call-by-consent",
        votes={"proxy": {"allowed": True, "max_per_holder": 1}, "weighting": "one_per_member", "quorum": "1/2", "tie": "second_vote"},
        surplus__annual__indivisible=True,
    ),
    "aspirants and no other outsiders": answers(
        third_party_dealings={"allowed": False},
        membership={"founders_exempt": True, "aspirants": {"allowed": True, "months": 12},
            "categories": ["werkende leden", "steunende leden"]},
        member_agreement={"required": True, "ends_with_membership": True},
        suspension={"allowed": True, "organ": "bestuur", "max_months": 3, "grounds": ["een onderzoek naar fraude"]},
        disputes={"method": "mediation", "arrangement": "De bemiddelaar wordt samen gekozen."},
        expulsion__appeal__procedure="fixed:appeal-within-six-weeks",
        surplus__dissolution__determination_method="De algemene vergadering kiest een coöperatie met hetzelfde doel.",
    ),
    "member accounts that carry losses": answers(
        capital={"contribution_cents": 100000, "accounts": True, "losses": "accounts", "instalments": 10},
        exit={"claim_basis": "account_balance", "repayment_years": 5, "fee": "Honderd euro.", "conditions": ["Sleutels inleveren."]},
        surplus__annual={"basis": "labour_hours", "reserve_min_pct": 30, "education_pct": 10, "solidarity_pct": 5, "credit_share": 0.5},
    ),
    "funds and an indivisible reserve": answers(
        purpose={
            "text": "Zorg dicht bij huis.", "material_needs": ["werk", "inkomen"], "for_members": True, "public_mission": True,
            "member_agreement_types": ["arbeidsovereenkomst", "overeenkomst van opdracht"], "business": "Thuiszorg.",
        },
        surplus={
            "annual": {"reserve_min_pct": "25%", "education_pct": "5%", "solidarity_pct": "5%", "indivisible": True},
            "dissolution": {"determination_method": "De algemene vergadering kiest een coöperatie met hetzelfde doel.",
                "chooser": "de kascommissie"},
        },
        amendment={"majority": "3/4", "restricted_clauses": [{"clause": "Het doel.", "majority": "4/5", "change_majority": "4/5"}]},
    ),
    "directors from outside, appointed by others": answers(
        board={
            "min": 3, "max": 3, "outsiders_allowed": True, "appointment_method": "ALV", "dismissal_method": "ALV", "term_years": 4,
            "appointed_by_others": 1, "appointed_by": "de gemeente Utrecht", "binding_nomination": {"by": "het bestuur"},
            "votes": [{"function": "voorzitter", "votes": 2}], "remuneration_by": "ALV", "conflict_clause": "wie een belang heeft, zwijgt.",
            "absence_clause": {"all_directors": "Twee leden die de vergadering aanwijst."}, "representation": "voorzitter+secretaris",
        },
        first_board=[{"name": "Fatima el Idrissi", "function": "Voorzitter"}, {"name": "Samuel Adeyemi",
            "is_member": False}, "Joke van den Berg"],
        votes={"proxy": {"allowed": False}, "persons": "open", "blank_counts": True},
    ),
    "legal persons as members": answers(
        membership={"legal_persons": True, "founders_exempt": False},
        deed__founders=[
            {"name": "Samen Schoon B.V.", "kind": "legal", "present": True},
            {"name": "Fatima el Idrissi", "kind": "natural", "written_poa": True},
        ],
        member_requirements=["in de schoonmaak werken"],
        votes={"weighting": "Wie meer dan duizend uur werkt, heeft twee stemmen.", "evote": {"early": True, "early_days": 14}},
        third_party_dealings={"allowed": False},
        resignation={"notice_months": 2, "exclusions_36_3": ["de hoogte van de inleg"]},
    ),
    "a founder who is a legal person where members are people": answers(
        deed__founders=[
            {"name": "Stichting Start", "kind": "legal", "present": True},
            {"name": "Samuel Adeyemi", "kind": "natural", "present": True},
        ],
        pay_ratio="Iedereen verdient hetzelfde.",
        regulations={"allowed": False},
        additions={"doel": "de coöperatie werkt zonder winstoogmerk voor anderen", "beloning": "Dit geldt ook voor bestuurders."},
        board__min=1,
        board__max=None,
        fiscal_year={"end": "06-30"},
    ),
}  # fmt: skip
