"""The preview of every lesson of the product: all kinds of questions, calculators and pictures are shown before they are saved."""

import pytest

from incubator.learning import queries
from tests.factories import ManagerFactory

TEXTS = queries.shipped_texts()


@pytest.mark.parametrize("slug", TEXTS)
def test_every_lesson_has_a_preview(client, sign_in, app, slug):
    sign_in(client, ManagerFactory())
    sent = {"tekst-text": TEXTS[slug], "tekst-version": "0", "do": "preview"}
    page = client.post(f"/beheer/lessen/{slug}", data=sent)
    assert page.status_code == 200
    assert 'id="voorbeeld"' in page.text
    for question in queries.shipped_library().lessons[slug].exercise.questions:
        assert f'id="voorbeeld-{question.id}' in page.text
    assert "{regel:" not in page.text.split('id="voorbeeld"')[1]
