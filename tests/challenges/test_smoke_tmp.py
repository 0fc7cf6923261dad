import pytest

from tests.factories import ManagerFactory


@pytest.mark.parametrize(
    "p",
    [
        "/uitdagen",
        "/uitdagen/GM0363",
        "/uitdagen/GM0344",
        "/uitdagen/PV26",
        "/uitdagen/WS-de-dommel",
        "/uitdagen/GM0363/melden",
        "/beheer/uitdaagrecht",
        "/beheer/uitdaagrecht/GM0363",
        "/beheer/uitdaagrecht/GM0363/regelingen/1",
        "/beheer/uitdaagrecht/GM0363/regelingen/0",
        "/beheer/uitdaagrecht/bestand",
        "/beheer/uitdaagrecht/register.csv",
        "/uitdagen?zoek=Utrecht",
        "/uitdagen?zoek=xqz",
    ],
)
def test_x(app, client, sign_in, p):
    if "beheer" in p:
        sign_in(client, ManagerFactory())
    a = client.get(p)
    assert a.status_code == 200, a.text[:500]
