"""What travels with the program: fonts and flags that Qt can draw, and a wheel that holds them."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QPainter, QRawFont
from PySide6.QtSvg import QSvgRenderer

from timeline_app.locations import DATA, FLAGS, FONTS

SIGNS = "−+0→←…–·•▾✓“”⟦⟧°×"
ONE_COLOUR = {"ly-1977"}


@pytest.mark.usefixtures("qapp")
class TestFonts:
    @pytest.mark.parametrize(
        ("file", "family"),
        [
            ("NotoSans-Regular", "Noto Sans"),
            ("NotoSans-Bold", "Noto Sans"),
            ("NotoNaskhArabic-Regular", "Noto Naskh Arabic"),
            ("NotoNaskhArabic-Bold", "Noto Naskh Arabic"),
            ("DemarcheSymbols-Regular", "Demarche Symbols"),
        ],
    )
    def test_each_is_a_font_of_its_family(self, file: str, family: str) -> None:
        assert QRawFont(str(FONTS / f"{file}.ttf"), 16).familyName() == family

    @pytest.mark.parametrize(
        "text",
        ["Türkiye İıĞğŞş", "Сирия", "Συρία", "سوريا ایران پیمان کرد", SIGNS],
        ids=["tr", "ru", "el", "ar", "signs"],
    )
    def test_together_they_cover_what_is_written(self, text: str) -> None:
        fonts = [QRawFont(str(path), 16) for path in FONTS.glob("*-Regular.ttf")]
        assert not [sign for sign in text if not any(font.supportsCharacter(ord(sign)) for font in fonts)]

    def test_a_sign_makes_no_line_taller(self) -> None:
        words, signs = (
            QRawFont(str(FONTS / f"{name}-Regular.ttf"), 16) for name in ("NotoSans", "DemarcheSymbols")
        )
        assert (signs.ascent(), signs.descent()) == (words.ascent(), words.descent())


def _colours(svg: Path) -> int:
    """Draw a flag as small as on a lane and count its colours."""
    picture = QImage(32, 24, QImage.Format.Format_RGB32)
    picture.fill(0)
    painter = QPainter(picture)
    QSvgRenderer(str(svg)).render(painter)
    painter.end()
    return len({picture.pixel(x, y) for x in range(32) for y in range(24)})


@pytest.mark.usefixtures("qapp")
def test_every_flag_is_drawn() -> None:
    flags = sorted(FLAGS.glob("*.svg"))
    assert len(flags) > 250
    assert {flag.stem for flag in flags if _colours(flag) < 2} == ONE_COLOUR


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if importlib.util.find_spec("hatchling") is None:
        pytest.skip("hatchling builds the wheel")
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=DATA, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_data_and_the_command(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        entry_points = next(name for name in names if name.endswith("entry_points.txt"))
        assert b"demarche = timeline_app.__main__:main" in archive.read(entry_points)
    carried = [
        path for folder in ("db", "resources") for path in (DATA / folder).rglob("*") if path.is_file()
    ]
    assert {f"timeline_app/_data/{path.relative_to(DATA).as_posix()}" for path in carried} <= names


def test_an_installed_program_finds_its_own_data(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    question = (
        "from timeline_app.locations import *; print(DATA); assert MIGRATIONS.is_dir() and FLAGS.is_dir()"
    )
    command = [sys.executable, "-c", question]
    answer = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert Path(answer.strip()) == tmp_path / "timeline_app" / "_data"
