"""A file that is far too large: the page says so, and the site stands."""

import io


def test_a_form_that_is_too_large_gets_the_page_that_says_so(client):
    client.application.config["MAX_CONTENT_LENGTH"] = 2_000
    data = {"files": (io.BytesIO(b"0" * 5_000), "leidraad.pdf"), "kept": "a form"}
    answer = client.post("/taal", data=data, content_type="multipart/form-data")
    assert answer.status_code == 413


def test_it_leads_back_to_the_form(client):
    client.application.config["MAX_CONTENT_LENGTH"] = 2_000
    data = {"files": (io.BytesIO(b"0" * 5_000), "leidraad.pdf")}
    here = "http://localhost/opdrachten?q=groen"
    answer = client.post("/taal", data=data, content_type="multipart/form-data", headers={"Referer": here})
    assert 'href="/opdrachten?q=groen"' in answer.text
    elsewhere = {"Referer": "https://elders.example/formulier"}
    data = {"files": (io.BytesIO(b"0" * 5_000), "leidraad.pdf")}
    answer = client.post("/taal", data=data, content_type="multipart/form-data", headers=elsewhere)
    assert "elders.example" not in answer.text
