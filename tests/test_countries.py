"""The bundled countries are whole, and found by what people type."""

from __future__ import annotations

import re

import pytest

from timeline_app.countries import find_countries, load_countries
from timeline_app.locations import COUNTRIES, FLAGS, RESOURCES

LANGUAGES = {"en", "fr", "es", "ar", "fa", "tr", "ru", "zh", "de", "he", "uk"}


def test_every_country_has_codes_a_region_and_its_names() -> None:
    countries = load_countries()
    assert len(countries) == 250
    assert load_countries() is countries
    for country in countries:
        assert re.fullmatch("[A-Z]{2}", country.iso2)
        assert re.fullmatch("[A-Z]{3}", country.iso3)
        assert set(country.names) == LANGUAGES
        assert all((country.region, *country.names.values(), *country.others))
    for codes in ([c.iso2 for c in countries], [c.iso3 for c in countries], [c.name for c in countries]):
        assert len(set(codes)) == 250
    assert [c.iso2 for c in countries] == sorted(c.iso2 for c in countries)


def test_one_line_a_country_and_the_licence_beside() -> None:
    assert len(COUNTRIES.read_text(encoding="utf-8").splitlines()) == 252
    assert "UNICODE LICENSE V3" in (RESOURCES / "countries.LICENSE").read_text(encoding="utf-8")


def test_nearly_every_country_has_a_flag() -> None:
    assert not {c.iso2 for c in load_countries() if not (FLAGS / f"{c.iso2.lower()}.svg").exists()} - {"XK"}


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Türkiye", "TR"),
        ("turkiy", "TR"),
        ("turkey", "TR"),
        ("تركيا", "TR"),
        ("تركی", "TR"),
        ("ترکیه", "TR"),
        ("Турция", "TR"),
        ("土耳其", "TR"),
        ("TUR", "TR"),
        ("tr", "TR"),
        ("suriye", "SY"),
        ("iran", "IR"),
        ("IRAN", "IR"),
        ("cote d", "CI"),
        ("ivory", "CI"),
        ("palestine", "PS"),
        ("kosova", "XK"),
        ("US", "US"),
        ("ישראל", "IL"),
        ("arab emirates", "AE"),
        ("  Qatar ", "QA"),
        ("bissau", "GW"),
    ],
)
def test_found_first(typed: str, first: str) -> None:
    assert find_countries(typed, 5)[0].iso2 == first


def test_nothing_typed_finds_all_by_name() -> None:
    assert [c.name for c in find_countries("", 3)] == ["Afghanistan", "Åland Islands", "Albania"]
    assert len(find_countries("", 1000)) == 250
    assert len(find_countries("a", 4)) == 4


def test_nonsense_finds_none() -> None:
    assert find_countries("zzzz") == []
    assert find_countries("\udc80") == []
    assert find_countries("x" * 100_000) == []
