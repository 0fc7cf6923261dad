"""What a release must be beyond its JSON Schema: the checks that tools for OCDS make, in plain Python."""

from collections import Counter
from datetime import datetime

from incubator.formats import ocds_writing
from incubator.formats.ocds_written import prose

KNOWN_ROLES = {
    *("buyer", "supplier", "tenderer", "reviewBody", "procuringEntity", "procurementServiceProvider"),
    "other",  # our own word, which the page on open data explains
}


def problems(release):
    """What is wrong with a release, in words; nothing when all is well."""
    return [
        *_required(release),
        *_dates(release, ""),
        *_unique(release, ""),
        *_references(release),
        *_empty(release, ""),
        *_people(release, ""),
    ]


def package_problems(package):
    required = ("uri", "version", "publishedDate", "publisher", "license", "publicationPolicy", "releases")
    yield from (f"the package has no {key}" for key in required if not package.get(key) and key != "releases")
    if package["version"] != "1.1":
        yield "another version"
    yield from _dates({key: value for key, value in package.items() if key != "releases"}, "")
    used = set().union(*(ocds_writing.extensions_of(release) for release in package["releases"]), set())
    used = ocds_writing.addresses_of(used, package["publisher"]["uri"])
    if undeclared := set(used) - set(package.get("extensions", ())):
        yield f"uses without declaring: {undeclared}"
    names = Counter((release["ocid"], release["id"]) for release in package["releases"])
    yield from (f"{name} twice" for name, times in names.items() if times > 1)


def _required(release):
    for key in ("ocid", "id", "date", "tag", "initiationType", "tender"):
        if not release.get(key):
            yield f"no {key}"
    if "#" in release["id"]:
        yield "the id holds a #"


def _dates(value, path):
    for key, inside in value.items():
        place = f"{path}/{key}"
        if isinstance(inside, dict):
            yield from _dates(inside, place)
        elif isinstance(inside, list):
            for part in inside:
                if isinstance(part, dict):
                    yield from _dates(part, place)
        elif (key.endswith("Date") or key in {"date", "dateSigned", "datePublished"}) and not _is_moment(inside):
            yield f"{place} is no moment with an offset: {inside}"


def _is_moment(text):
    try:
        return datetime.fromisoformat(text).tzinfo is not None and len(text) >= 20
    except (TypeError, ValueError):
        return False


def _unique(value, path):
    if isinstance(value, dict):
        for key, inside in value.items():
            yield from _unique(inside, f"{path}/{key}")
    elif isinstance(value, list):
        ids = Counter(str(part["id"]) for part in value if isinstance(part, dict) and "id" in part)
        if not path.endswith(("lassifications", "dentifiers", "suppliers")):
            yield from (f"{path} has {name} twice" for name, times in ids.items() if times > 1)
        for part in value:
            yield from _unique(part, path)


def _references(release):
    parties = {party["id"]: party for party in release.get("parties", ())}
    lots = {lot["id"] for lot in release["tender"].get("lots", ())}
    awards = {award["id"] for award in release.get("awards", ())}
    named = [release["buyer"]] if "buyer" in release else []
    for award in release.get("awards", ()):
        named += award.get("suppliers", [])
        yield from (f"award of unknown lot {lot}" for lot in award.get("relatedLots", ()) if lots and lot not in lots)
    for item in release["tender"].get("items", ()):
        if item.get("relatedLot") is not None and item["relatedLot"] not in lots:
            yield f"item of unknown lot {item['relatedLot']}"
    for reference in named:
        if parties.get(reference["id"], {}).get("name") != reference["name"]:
            yield f"no party {reference}"
    for contract in release.get("contracts", ()):
        if contract["awardID"] not in awards:
            yield f"contract without award {contract['awardID']}"
    for party in parties.values():
        if not party["roles"] or set(party["roles"]) - KNOWN_ROLES:
            yield f"roles of {party['name']}: {party['roles']}"


def _empty(value, path):
    if value in (None, "", [], {}):
        yield f"{path} is empty"
    elif isinstance(value, dict):
        for key, inside in value.items():
            yield from _empty(inside, f"{path}/{key}")
    elif isinstance(value, list):
        for part in value:
            yield from _empty(part, path)


def _people(value, path):
    if isinstance(value, dict):
        for key, inside in value.items():
            if key in {"email", "telephone", "faxNumber", "streetAddress"} or (
                path.endswith("contactPoint") and key == "name"
            ):
                yield f"{path}/{key} is about a person"
            yield from _people(inside, f"{path}/{key}")
    elif isinstance(value, list):
        for part in value:
            yield from _people(part, path)
    elif isinstance(value, str) and "@" in value and prose(value) != value:
        yield f"{path} holds an address for e-mail"
