"""A dossier that is filled: what a group of some years knows of itself."""

FULL = {
    "identity.name": "Coöperatief Tuinbedrijf De Zonnewijk U.A.",
    "identity.kvk": "81234567",
    "identity.seat": "Utrecht",
    "identity.neighbourhood": "Zonnewijk",
    "identity.deed_date": "2024-03-01",
    "purpose.text": "De coöperatie zorgt dat haar leden goed werk hebben in de zorg voor groen en gebouwen.",
    "offer.description": "Wij onderhouden plantsoenen en gebouwen.",
    "people.members_count": 9,
    "people.roles": "Fatima leidt de uitvoering.\nSamir maakt de planning.",
    "governance.decision_method": "Iemand doet een voorstel.\nNiemand heeft een zwaar bezwaar.",
    "evidence.certificates": ["VCA", "Groenkeur"],
    "evidence.references": [
        {
            "client": "Woningcorporatie Portaal",
            "work": "Onderhoud van 40 binnentuinen",
            "year": "2025",
            "value": "38000",
        },
        {"client": "Buurthuis De Zon", "work": "Schoonmaak", "year": "2024", "value": "12500"},
    ],
    "evidence.insurance": "Aansprakelijkheid tot 2,5 miljoen per jaar.",
    "values.principles": ["Wij laten niemand alleen werken."],
    "finance.hourly_rate": "46.50",
    "contact.name": "Fatima el Idrissi",
    "contact.email": "fatima@example.org",
    "contact.phone": "030 123 45 67",
}
