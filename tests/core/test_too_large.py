"""A file that is far too large: the page says so, and the site stands."""

import io


def test_a_form_that_is_too_large_gets_the_page_that_says_so(client):
    client.application.config["MAX_CONTENT_LENGTH"] = 2_000
    data = {"files": (io.BytesIO(b"0" * 5_000), "leidraad.pdf"), "kept": "a form"}
    answer = client.post("/taal", data=data, content_type="multipart/form-data")
    assert answer.status_code == 413
