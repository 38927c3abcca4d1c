"""How the whole program looks, as the user chose it: colours, letters, motion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from timeline_app.ui.paint.lettering import font
from timeline_app.ui.theme import TEXT_SIZE, THEMES, palette_of, style_of, system_theme

if TYPE_CHECKING:
    from timeline_app.ui.preferences import Preferences
    from timeline_app.ui.theme import Theme, ThemeChoice
    from timeline_app.ui.window import Window


def theme_chosen(preferences: Preferences) -> Theme:
    """Give the colours chosen, or those of the system."""
    return THEMES[preferences.theme] if preferences.theme in THEMES else system_theme()


def dress_program(theme: Theme, preferences: Preferences) -> None:
    """Show every window of the program in these colours, and in the size of text that is chosen."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        return
    application.setPalette(palette_of(theme))
    text = QFont(font("text"))
    text.setPixelSize(round(TEXT_SIZE * preferences.text_scale))
    application.setFont(text)
    application.setFont(text, "QDockWidgetTitle")  # pyright: ignore[reportArgumentType]
    application.setStyleSheet(style_of(theme, preferences.text_scale))
    preferences.put_in_force(application)


def choose_theme(window: Window, choice: ThemeChoice) -> None:
    """Show all windows in other colours, and remember the choice."""
    window.preferences.set("theme", choice)
    window.preferences_changed.emit()
    window.apply_preferences()


def change_text_size(window: Window, way: int) -> None:
    """Show texts of all windows a step larger (1) or smaller (-1), and remember it."""
    window.preferences.step_text_size(way)
    window.preferences_changed.emit()
    window.apply_preferences()
