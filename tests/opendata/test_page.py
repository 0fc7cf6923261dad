"""The page that explains the open data."""

import pytest
from lxml import html

from incubator.opendata.documents import DATASETS


@pytest.fixture
def page(notices, client):
    return html.document_fromstring(client.get("/open-data").get_data(as_text=True))


def test_every_dataset_is_on_the_page_with_its_files_columns_and_licence(page, client):
    for dataset in DATASETS:
        (section,) = page.xpath(f"//section[@aria-labelledby='{dataset.key}']")
        links = section.xpath(".//ul//a/@href")
        assert len(links) == (4 if dataset.is_table else 2)
        for link in links:
            assert client.get(link).status_code == 200
        assert dataset.licence in section.xpath(".//a/@href")
        terms = [term.text for term in section.iter("dt")]
        assert [allowed.name for allowed in dataset.filters] + [column.name for column in dataset.columns] == terms


def test_it_can_be_found_from_every_page_and_by_search_engines(page, client):
    start = html.document_fromstring(client.get("/").get_data(as_text=True))
    assert "/open-data" in start.xpath("//footer//a/@href")
    assert "/open-data<" in client.get("/sitemap-paginas.xml").get_data(as_text=True)
    assert "Disallow: /open-data/v1/" in client.get("/robots.txt").get_data(as_text=True)


def test_it_leads_to_the_description_for_programs(page, client):
    assert client.get("/open-data/v1/openapi.json").status_code == 200
    assert "/open-data/v1/openapi.json" in page.xpath("//a/@href")
