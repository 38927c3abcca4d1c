"""`render`: pictures of every kind, without a window; wrong words draw nothing."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest
from commands import Run, refused
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.usefixtures("qapp")
class TestRender:
    @pytest.mark.parametrize("theme", ["light", "dark"])
    def test_a_png_has_the_size_asked_for(self, run: Run, tmp_path: Path, theme: str) -> None:
        out = tmp_path / "a.png"
        assert run("render", "idlib-2024", "-o", out, "--size", "800x600", "--theme", theme).code == 0
        picture = QImage(str(out))
        assert (picture.width(), picture.height()) == (800, 600)
        assert (picture.pixelColor(400, 590).lightness() > 128) == (theme == "light")

    def test_an_svg_says_in_words_what_it_shows(self, run: Run, tmp_path: Path) -> None:
        out = tmp_path / "a.svg"
        assert run("render", "idlib-2024", "-o", out).code == 0
        root = ET.parse(out).getroot()
        assert root.tag.endswith("svg")
        words = "".join(root.itertext())
        for shown in (
            "Government",
            "Militias from Iraq",
            "Dialogue w. opposition",
            "as of end of 2 Dec 2024",
        ):
            assert shown in words

    def test_a_pdf_is_one(self, run: Run, tmp_path: Path) -> None:
        out = tmp_path / "a.pdf"
        assert run("render", "turkey-syria", "-o", out).code == 0
        assert out.read_bytes().startswith(b"%PDF-")

    def test_window_and_as_of_day_are_understood_as_typed(self, run: Run, tmp_path: Path) -> None:
        out = tmp_path / "a.svg"
        window = ("--from", "March 2023", "--to", "2023-12", "--as-of", "31 Mar 2023")
        assert run("render", "turkey-syria", "-o", out, *window).code == 0
        words = out.read_text(encoding="utf-8")
        assert "as of end of 31 Mar 2023" in words
        assert "Assad: first full Turkish withdrawal" in words
        assert "Erdoğan: three-way summit" not in words

    @pytest.mark.parametrize(
        ("grouping", "heads"),
        [
            ("state", ("Syria", "Assad government", "Türkiye")),
            ("party", ("Assad government", "Iran", "Opposition")),
            ("speaker", ("Bashar al-Assad", "Hakan Fidan", "No speaker named")),
            ("topic", ("Normalise relations", "Presidents meet", "No stance")),
            ("kind", ("Words", "Precondition", "Deeds")),
        ],
    )
    def test_lanes_are_grouped_as_asked(
        self, run: Run, tmp_path: Path, grouping: str, heads: tuple[str, ...]
    ) -> None:
        out = tmp_path / "a.svg"
        assert run("render", "turkey-syria", "-o", out, "--group-by", grouping).code == 0
        words = "".join(ET.parse(out).getroot().itertext()).splitlines()
        places = [words.index(head) for head in heads]
        assert places == sorted(places)

    def test_an_unknown_grouping_is_refused(self, run: Run, tmp_path: Path) -> None:
        done = run("render", "turkey-syria", "-o", tmp_path / "a.png", "--group-by", "colour")
        assert done.code != 0
        assert "speaker" in done.err

    def test_an_empty_timeline_is_drawn(self, run: Run, doc: Path, tmp_path: Path) -> None:
        assert run("render", doc, "-o", tmp_path / "a.png").code == 0

    def test_a_picture_replaces_the_one_before(self, run: Run, doc: Path, tmp_path: Path) -> None:
        out = tmp_path / "a.png"
        out.write_bytes(b"old")
        assert run("render", doc, "-o", out).code == 0
        assert out.read_bytes().startswith(b"\x89PNG")

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (["-o", "a.gif"], ".png, .svg, .pdf"),
            (["-o", "a"], ".png, .svg, .pdf"),
            (["-o", "none/a.png"], "Nothing was written"),
            (["-o", "a.png", "--size", "big"], "1600x900"),
            (["-o", "a.png", "--size", "10x10"], "too small"),
            (["-o", "a.png", "--size", "99999x99999"], "too large"),
            (["-o", "a.png", "--from", "whenever"], "is not a date"),
            (["-o", "a.png", "--as-of", "2024-02-30"], "2024-02-29"),
            (["-o", "a.png", "--to", "unknown"], "does not name a day"),
            (["-o", "a.png", "--from", "2024-12-03", "--to", "2024-12-01"], "before --from"),
            (["-o", "a.png", "--theme", "pink"], "'light'"),
            ([], "--output"),
        ],
    )
    def test_wrong_words_draw_nothing(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], told: str
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert told in refused(run("render", "idlib-2024", *words))
        assert not list(tmp_path.iterdir())
