"""Everything that nobody should type, in each field of the radar, the window and the roads: an answer in words, never a broken page."""

from urllib.parse import urlencode

import pytest

from tests.challenges.test_radar_pages import FORM, TABLE, member_of
from tests.test_hostile_input import HOSTILE

ASKED = {
    "uitdagen/termijn": {"gemeente": "GM0363", "einde": "2099-12-31", "informatie": "", "plan": "4"},
    "uitdagen/routes": {"opdrachtgever": "municipality", "gemeente": "", "werk": "", "cpv": "", "aard": "services", "waarde": "",
                        "maanden": "", "aandeel": "", "doel": "", "opgericht": "", "op": "2026-11-25", "notice": ""},
    "contracten": {"gemeente": "", "dienst": "", "binnen": "", "pagina": "1", "overal": "1"},
}  # fmt: skip
SENT = {
    "contracten/nieuw": FORM | {"ends_on": "2099-12-31", "starts_on": "", "months": "", "options": "", "option_months": "",
                                "supplier": "", "source_on": ""},
    "contracten/bestand": {"text": TABLE, "authority": "", "source": "", "do": "save"},
    "uitdagen/termijn/agenda": {"gemeente": "GM0363", "einde": "2099-12-31", "do": ""},
}  # fmt: skip


# Half a letter cannot be sent as a form; in an address it can be written, and comes as a question mark.
@pytest.mark.parametrize("name", sorted(set(HOSTILE) - {"surrogate"}))
def test_nothing_that_is_typed_breaks_a_page(app, client, sign_in, name):
    user, group = member_of()
    sign_in(client, user)
    for page, fields in ASKED.items():
        for field in fields:
            answer = client.get(
                f"/cooperaties/{group.slug}/{page}?{urlencode(fields | {field: HOSTILE[name]}, errors='replace')}"
            )
            assert answer.status_code in {200, 422}, (page, field)
    for page, fields in SENT.items():
        for field in fields:
            answer = client.post(f"/cooperaties/{group.slug}/{page}", data=fields | {field: HOSTILE[name]})
            assert answer.status_code in {200, 302, 422}, (page, field)
    assert client.get(f"/cooperaties/{group.slug}/contracten?overal=1").status_code == 200
