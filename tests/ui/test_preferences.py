"""Settings: clashing keys are refused, choices take effect in every window, several documents at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from timeline_app import locations
from timeline_app.domain.dates import day_in_words, in_words, ordinal, set_date_style, set_week_start
from timeline_app.layout.time_scale import TimeScale, axis_ticks
from timeline_app.transfer import own_example
from timeline_app.ui import appearance, beside
from timeline_app.ui.actions import COMMANDS
from timeline_app.ui.dialogs.palette import Palette
from timeline_app.ui.dialogs.settings import SettingsDialog
from timeline_app.ui.menus import commands_and_texts
from timeline_app.ui.windows import Windows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from timeline_app.ui.window import Window


@pytest.fixture(autouse=True)
def usual_dates() -> Iterator[None]:
    yield
    set_date_style("day first")
    set_week_start(0)


@pytest.fixture
def settings_dialog(window: Window) -> Iterator[SettingsDialog]:
    beside.show_settings(window)
    dialog = window.findChild(SettingsDialog)
    yield dialog
    dialog.close()


def _choose(dialog: SettingsDialog, command: str, key: str) -> None:
    page = dialog.keys_page
    page.table.selectRow([c for c, _ in commands_and_texts()].index(command))
    page.editor.setKeySequence(key)
    page.use()


def test_a_key_is_given_to_another_command(window: Window, settings_dialog: SettingsDialog) -> None:
    _choose(settings_dialog, "view.table", "Ctrl+Shift+T")
    assert window.actions_by_id["view.table"].shortcut().toString() == "Ctrl+Shift+T"
    settings_dialog.keys_page.give_back()
    assert window.actions_by_id["view.table"].shortcut().toString() == "Ctrl+T"


def test_a_key_that_is_taken_is_refused_in_words(window: Window, settings_dialog: SettingsDialog) -> None:
    _choose(settings_dialog, "view.table", "Ctrl+N")
    assert "New entry" in settings_dialog.keys_page.said.text()
    assert window.keys.of("view.table") == ("Ctrl+T",)
    assert window.actions_by_id["entry.new"].shortcut().toString() == "Ctrl+N"


def test_a_command_can_do_without_a_key(window: Window, settings_dialog: SettingsDialog) -> None:
    page = settings_dialog.keys_page
    page.table.selectRow([c for c, _ in commands_and_texts()].index("view.table"))
    page.use_none()
    assert window.actions_by_id["view.table"].shortcuts() == []


def test_dates_are_written_as_chosen(window: Window, settings_dialog: SettingsDialog) -> None:
    box = settings_dialog.boxes["date_style"]
    for place, words in enumerate(("2 Dec 2024", "Dec 2, 2024", "2024-12-02")):
        box.setCurrentIndex(place)
        box.activated.emit(place)
        assert day_in_words(ordinal(2024, 12, 2)) == words
        assert words in window.canvas.scene_now.as_of_label or "2024" in window.canvas.scene_now.as_of_label


def test_spans_are_written_in_each_style() -> None:
    assert in_words("2024-12-03/2024-12-09") == "3–9 Dec 2024"
    set_date_style("month first")
    assert in_words("2024-12-03/2024-12-09") == "Dec 3, 2024 – Dec 9, 2024"
    set_date_style("year first")
    assert in_words("[2024-12-03..2024-12-09]") == "between 2024-12-03 and 2024-12-09"
    assert in_words("2024-12") == "some day in 2024-12"


def test_weeks_start_as_chosen() -> None:
    scale = TimeScale(float(ordinal(2024, 11, 1)), 16.0, 0.0)
    for start, weekday in ((0, 0), (6, 6), (5, 5)):
        set_week_start(start)
        days = [round(scale.day(tick.x)) for tick in axis_ticks(scale, 1000).lower]
        assert {(day - 1) % 7 for day in days} == {weekday}


def test_less_motion_stops_the_blinking_cursor(window: Window) -> None:
    window.preferences.set("reduced_motion", "yes")
    window.apply_preferences()
    assert QApplication.cursorFlashTime() == 0
    window.preferences.set("reduced_motion", "no")
    window.apply_preferences()
    assert QApplication.cursorFlashTime() > 0


def test_the_palette_finds_a_command_by_any_of_its_words(window: Window, qtbot: QtBot) -> None:
    beside.show_palette(window)
    palette = window.findChild(Palette)
    qtbot.keyClicks(palette.field, "this like")
    assert palette.list.model().rowCount() == 1
    palette.field.clear()
    qtbot.keyClicks(palette.field, "table")
    palette._run()
    assert window.docks.is_shown("table")


def test_every_command_has_words_and_its_own_keys() -> None:
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))


def test_documents_have_windows_of_their_own_and_share_preferences(qtbot: QtBot) -> None:
    settings = QSettings(str(locations.data_folder() / "settings.ini"), QSettings.Format.IniFormat)
    windows = Windows(settings)
    first = windows.open(own_example("idlib-2024"))
    second = windows.open(own_example("turkey-syria"), beside=first)
    assert first.session.timeline.title != second.session.timeline.title
    assert windows.open(own_example("idlib-2024")) is first
    appearance.choose_theme(first, "dark")
    assert second.theme.name == "dark"
    appearance.choose_theme(second, "light")
    assert [path.stem for path in first.recent.paths()] == ["turkey-syria", "idlib-2024"]
    windows.close_all()
    qtbot.wait(10)
    assert windows.shown == []
    windows.deleteLater()
