"""A second, independent reading of an eForms notice: the XPath of each field as the EU publishes it (eforms-fields.json).

Knows nothing of `incubator.formats`: other parser settings, other code, its own namespaces.
"""

import json
from datetime import datetime
from decimal import Decimal
from functools import cache
from zoneinfo import ZoneInfo

from lxml import etree

from incubator.core.reference.eforms_codes import country2

UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
EU = "http://data.europa.eu/p27/eforms-ubl-extension"
NAMESPACES = {
    "cac": f"{UBL}CommonAggregateComponents-2",
    "cbc": f"{UBL}CommonBasicComponents-2",
    "ext": f"{UBL}CommonExtensionComponents-2",
    "efext": f"{EU}s/1",
    "efac": f"{EU}-aggregate-components/1",
    "efbc": f"{EU}-basic-components/1",
}
DUTCH, HIDDEN = "NLD", "unpublished"
SECTIONS = ("Lot", "Part")
UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad")) | dict.fromkeys(
    range(0x7F, 0xA0), " "
)  # shown by nobody


@cache
def paths(file):
    return {field["id"]: field["xpathAbsolute"] for field in json.loads(file.read_text(encoding="utf-8"))["fields"]}


NUTS_COUNTRIES = {"GRC": "EL", "GBR": "UK"}


class SecondReading:
    def __init__(self, data, fields_file):
        self.root = etree.fromstring(data)
        self.paths = paths(fields_file)

    def nodes(self, field):
        return self.root.xpath(self.paths[field], namespaces=NAMESPACES)

    def texts(self, field):
        texts = [(node.text or "").strip() for node in self.nodes(field)]
        return [text for text in texts if text and text != HIDDEN]

    def first(self, *fields):
        return next((text for field in fields for text in self.texts(field)), None)

    def preferred(self, nodes):
        """The Dutch text, else that in the language of the notice, else English, else the first."""
        by_language = {}
        for node in nodes:
            if node.text and node.text.strip() not in {"", HIDDEN}:
                by_language.setdefault(node.get("languageID"), " ".join(node.text.translate(UNSEEN).split()))
        for language in (DUTCH, self.first("BT-702(a)-notice"), "ENG"):
            if language in by_language:
                return by_language[language]
        return next(iter(by_language.values()), None)

    def within(self, element, path):
        return element.xpath(path, namespaces=NAMESPACES)

    @property
    def title(self):
        own = self.preferred(self.nodes("BT-21-Procedure"))
        if own:
            return own
        lots = [node for field in ("BT-21-Lot", "BT-21-Part") for node in self.nodes(field)]
        projects = list(dict.fromkeys(node.getparent() for node in lots))
        titles = (self.preferred([node for node in lots if node.getparent() is project]) for project in projects)
        return next((title for title in titles if title), None)

    @property
    def buyer(self):
        return self.named(self.first("OPT-300-Procedure-Buyer"))

    def named(self, identifier):
        for node in self.nodes("OPT-200-Organization-Company"):
            if (node.text or "").strip() == identifier:
                company = node.getparent().getparent()
                return self.preferred(self.within(company, "cac:PartyName/cbc:Name"))
        return None

    @property
    def main_cpv(self):
        return self.first("BT-262-Procedure", "BT-262-Lot", "BT-262-Part")

    @property
    def cpv(self):
        names = [f"BT-{number}-{where}" for number in (262, 263) for where in ("Procedure", *SECTIONS)]
        return {code[:8] for name in names for code in self.texts(name)}

    @property
    def places(self):
        regions = {code for where in ("Procedure", *SECTIONS) for code in self.texts(f"BT-5071-{where}")}
        return regions | self.countries_alone

    @property
    def countries_alone(self):
        """The countries of addresses that name no region; the Netherlands alone says nothing of where."""
        countries = set()
        for where in ("Procedure", *SECTIONS):
            for node in self.nodes(f"BT-5141-{where}"):
                address = node.getparent().getparent()
                regions = self.within(address, "cbc:CountrySubentityCode/text()")
                if not any(region.strip() for region in regions):
                    countries.add(NUTS_COUNTRIES.get(node.text.strip(), country2(node.text.strip())))
        return countries - {"NL", None}

    @property
    def lots(self):
        return [lot for where in ("Lot", "Part", "LotsGroup") for lot in self.texts(f"BT-137-{where}")]

    @property
    def reserved(self):
        codes = {code for where in SECTIONS for code in self.texts(f"BT-71-{where}")}
        return codes & {"res-ws", "res-pub-ser"}

    @property
    def deadline(self):
        """The earliest deadline of a lot: for tenders, else for requests to take part, else for interest."""
        deadlines = []
        for day_field, time_field in (
            ("BT-131(d)-Lot", "BT-131(t)-Lot"),
            ("BT-1311(d)-Lot", "BT-1311(t)-Lot"),
            ("BT-630(d)-Lot", "BT-630(t)-Lot"),
        ):
            times = {node.getparent(): node.text for node in self.nodes(time_field)}
            for node in self.nodes(day_field):
                lot = next(
                    ancestor for ancestor in node.iterancestors() if ancestor.tag.endswith("}ProcurementProjectLot")
                )
                if lot not in [known for known, _moment in deadlines]:
                    deadlines.append((lot, moment(node.text, times.get(node.getparent()))))
        return min((closes for _lot, closes in deadlines if closes), default=None)

    @property
    def nature(self):
        return self.first("BT-23-Procedure")

    @property
    def sme_suitable(self):
        suitable = set(self.texts("BT-726-Lot")) | set(self.texts("BT-726-Part"))
        return "true" in suitable if suitable else None

    @property
    def winners(self):
        """Names of the tenderers behind the winning tenders."""
        parties = {}
        for node in self.nodes("OPT-210-Tenderer"):
            members = self.within(node.getparent(), "efac:Tenderer/cbc:ID")
            parties[node.text.strip()] = [member.text.strip() for member in members]
        names = set()
        for tender in self.winning_tenders():
            for party in self.within(tender, "efac:TenderingParty/cbc:ID"):
                names |= {self.named(member) for member in parties.get(party.text.strip(), [])}
        return names - {None}

    @property
    def is_result(self):
        return self.root.tag.endswith("}ContractAwardNotice")

    @property
    def value(self):
        """What a result cost: its total (BT-161), else the sum of the tenders that won. Else what is estimated (BT-27, BT-271)."""
        if self.is_result:
            total = self.amounts("BT-161-NoticeResult") or self.amounts("BT-118-NoticeResult")
            if total and total[0] > 1:
                return total[0]
            won = self.winning_amounts()
            if sum(won, Decimal(0)) > 1:
                return sum(won, Decimal(0))
        whole = self.amounts("BT-27-Procedure") or self.amounts("BT-271-Procedure")
        if whole:
            return whole[0]
        each = [self._lot_value(lot) for lot in self.nodes("BT-137-Lot") + self.nodes("BT-137-Part")]
        if each and all(amount is not None for amount in each):
            return sum(each, Decimal(0))
        stated = self.amounts("BT-161-NoticeResult") or self.amounts("BT-118-NoticeResult")
        return stated[0] if stated else None

    def amounts(self, field):
        return [amount for text in self.texts(field) if (amount := Decimal(text)) >= 0]

    def _lot_value(self, lot_id):
        lot = lot_id.getparent()
        total = "cac:ProcurementProject/cac:RequestedTenderTotal"
        extension = "ext:UBLExtensions/ext:UBLExtension/ext:ExtensionContent/efext:EformsExtension"
        for path in (f"{total}/cbc:EstimatedOverallContractAmount", f"{total}/{extension}/efbc:FrameworkMaximumAmount"):
            for node in self.within(lot, path):
                if node.text and Decimal(node.text.strip()) >= 0:
                    return Decimal(node.text.strip())
        return None

    def winning_amounts(self):
        amounts = []
        for tender in self.winning_tenders():
            paid = self.within(tender, "cac:LegalMonetaryTotal/cbc:PayableAmount")
            who = self.within(tender, "efac:TenderingParty/cbc:ID")
            amounts += [
                Decimal(payment.text) for payment in paid if payment.text and who and Decimal(payment.text) >= 0
            ]
        return amounts

    def winning_tenders(self):
        """The tenders that a lot result with a winner names; of these the ones that a contract was signed for, if any was.

        Modifications and ex-ante notices have no status (BT-142), but name the contract.
        """
        signed = set(self.texts("BT-3202-Contract"))
        winning = []
        for node in self.nodes("OPT-322-LotResult"):
            result = node.getparent()
            status = [node for node in self.nodes("BT-142-LotResult") if node.getparent() is result]
            contracts = self.within(result, "efac:SettledContract/cbc:ID")
            if (status[0].text or "").strip() == "selec-w" if status else contracts:
                listed = [tender.text.strip() for tender in self.within(result, "efac:LotTender/cbc:ID")]
                winning += [tender for tender in listed if tender in signed] or listed if contracts else listed
        return [node.getparent() for node in self.nodes("OPT-321-Tender") if (node.text or "").strip() in winning]


def moment(day, hour):
    """A date and a time with their offsets. Without a time: the end of the day."""
    plain = day.strip()[:10]
    offset = (hour or day).strip()[8 if hour else 10 :]
    clock = hour.strip()[:8] if hour else "23:59:59"
    read = datetime.fromisoformat(f"{plain}T{clock}{offset.replace('Z', '+00:00')}")
    return read if read.tzinfo else read.replace(tzinfo=ZoneInfo("Europe/Amsterdam"))
