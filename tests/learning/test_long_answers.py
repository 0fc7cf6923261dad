"""Nothing that was typed is cut off unseen."""

from tests.learning.conftest import WRITTEN


def test_an_answer_that_is_too_long_is_named_and_comes_back_whole(client, sign_in, world, session):
    sign_in(client, world.founder)
    long = "woord " * 4000
    answer = client.post(world.exercise, data={**WRITTEN, "meetings": long, "version": "0", "do": "save"})
    assert answer.status_code == 422
    assert "is te lang: maak het korter, tot 20.000 tekens" in answer.text
    assert long.strip() in answer.text
    saved = client.post(f"{world.exercise}/bewaren", data={**WRITTEN, "meetings": long, "version": "0"})
    assert saved.status_code == 422
    assert "is te lang" in saved.json["error"]
    assert client.get(world.exercise).text.count("Elke tweede dinsdag") == 0
