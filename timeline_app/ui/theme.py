"""Every colour and size of the interface, light and dark, and the palette made of them; nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from timeline_app import locations

ThemeName = Literal["light", "dark"]
ThemeChoice = Literal["system", "light", "dark"]


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as ``#rrggbb``; stance colours by value from -2 to 2."""

    name: ThemeName
    ground: str
    paper: str
    lane: str
    lane_shaded: str
    heading: str
    ink: str
    muted: str
    rule: str
    grid: str
    accent: str
    accent_text: str
    as_of: str
    as_of_text: str
    mark: str
    context: str
    bar: str
    outline: str
    selection: str
    link: str
    chip: str
    found: str
    field: str
    edge: str
    stance: tuple[str, str, str, str, str]
    on_stance: tuple[str, str, str, str, str]
    hatch: tuple[str, str, str, str, str]
    unclear: str

    def stance_colour(self, value: int) -> str:
        """Give the fill of a stance value."""
        return self.stance[value + 2]

    def ink_on(self, value: int | None) -> str:
        """Give the colour of text on the fill of a stance value, on paper for None."""
        return self.ink if value is None else self.on_stance[value + 2]


LIGHT = Theme(
    name="light",
    ground="#EFEEE9",
    paper="#FFFFFF",
    lane="#FFFFFF",
    lane_shaded="#F9F8F4",
    heading="#EFEEE9",
    ink="#1C1F23",
    muted="#5B626B",
    rule="#D9D7CF",
    grid="#E9E7E0",
    accent="#2457A7",
    accent_text="#FFFFFF",
    as_of="#B3261E",
    as_of_text="#FFFFFF",
    mark="#23272C",
    context="#6E757E",
    bar="#7F8791",
    outline="#3B4149",
    selection="#2457A7",
    link="#2457A7",
    chip="#FFFFFF",
    found="#A3308F",
    field="#FFFFFF",
    edge="#8A9099",
    stance=("#B35806", "#F1A340", "#C9CBCE", "#92B9DF", "#2166AC"),
    on_stance=("#FFFFFF", "#1C1F23", "#1C1F23", "#1C1F23", "#FFFFFF"),
    hatch=("#FFE3C7", "#7A4A07", "#5B626B", "#1F4E82", "#CFE3F7"),
    unclear="#E4DFEC",
)

DARK = Theme(
    name="dark",
    ground="#15181C",
    paper="#1C2025",
    lane="#1A1E23",
    lane_shaded="#1F242A",
    heading="#262B32",
    ink="#ECEEF0",
    muted="#A7AFB9",
    rule="#3A414A",
    grid="#2A3037",
    accent="#7FB2F0",
    accent_text="#0F1215",
    as_of="#FF6B5E",
    as_of_text="#14171A",
    mark="#E4E7EA",
    context="#98A1AC",
    bar="#7E8894",
    outline="#DDE1E5",
    selection="#7FB2F0",
    link="#8FBDF5",
    chip="#2A3037",
    found="#F08BE0",
    field="#23282E",
    edge="#7C8590",
    stance=("#E66101", "#FDB863", "#7B838C", "#8FB9E6", "#4C9BE8"),
    on_stance=("#14171A", "#14171A", "#0B0D0F", "#14171A", "#0B0D0F"),
    hatch=("#3A1700", "#6B3E00", "#22262B", "#12395F", "#0A2B4D"),
    unclear="#4A4358",
)
THEMES: dict[str, Theme] = {"light": LIGHT, "dark": DARK}

FONT_FAMILIES = ["Noto Sans", "Noto Naskh Arabic", "Demarche Symbols"]
TEXT_SIZE = 13
SMALL_SIZE = 11
_ICONS = locations.RESOURCES / "icons"


def system_theme() -> Theme:
    """Give the theme that the system asks for."""
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return DARK if dark else LIGHT


def palette_of(theme: Theme) -> QPalette:
    """Make the palette of a theme for all widgets."""
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.ground,
        role.WindowText: theme.ink,
        role.Base: theme.field,
        role.AlternateBase: theme.lane_shaded,
        role.Text: theme.ink,
        role.PlaceholderText: theme.muted,
        role.Button: theme.paper,
        role.ButtonText: theme.ink,
        role.ToolTipBase: theme.paper,
        role.ToolTipText: theme.ink,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.accent_text,
        role.Link: theme.link,
        role.LinkVisited: theme.link,
        role.Mid: theme.rule,
        role.Dark: theme.muted,
        role.Light: theme.paper,
        role.Midlight: theme.grid,
        role.Shadow: theme.ink,
        role.BrightText: theme.as_of,
    }
    palette = QPalette()
    for colour_role, colour in colours.items():
        palette.setColor(colour_role, QColor(colour))
    off = QPalette.ColorGroup.Disabled
    for colour_role in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(off, colour_role, QColor(theme.muted))
    return palette


def style_of(theme: Theme, scale: float = 1.0) -> str:
    """Make the style sheet of what the palette does not reach; `scale` is the size of text, 1 to 2."""
    return "".join(part(theme, scale) for part in (_frame, _buttons, _fields, _lists, _texts))


def _icon(name: str, theme: Theme) -> str:
    return f"url({(_ICONS / f'{name}-{theme.name}.svg').as_posix()})"


def _frame(theme: Theme, scale: float) -> str:
    """Style windows, menus and bars."""
    return f"""
    QWidget {{ font-size: {round(TEXT_SIZE * scale)}px; }}
    QMainWindow::separator {{ width: 1px; height: 1px; background: {theme.rule}; }}
    QDockWidget::title {{ background: {theme.ground}; padding: 3px 8px; text-align: left; }}
    QMenuBar, QStatusBar {{ background: {theme.ground}; color: {theme.ink}; }}
    QMenuBar::item {{ padding: 4px 9px; background: transparent; }}
    QMenuBar::item:selected, QMenu::item:selected {{
        background: {theme.accent}; color: {theme.accent_text}; }}
    QMenu {{ background: {theme.paper}; color: {theme.ink}; border: 1px solid {theme.rule}; padding: 4px; }}
    QMenu::item {{ padding: 4px 26px 4px 22px; }}
    QMenu::item:disabled {{ color: {theme.muted}; }}
    QMenu::separator {{ height: 1px; background: {theme.rule}; margin: 4px 8px; }}
    QToolTip {{ background: {theme.paper}; color: {theme.ink}; border: 1px solid {theme.rule};
        padding: 2px; }}
    QToolBar {{ background: {theme.ground}; border: none; border-bottom: 1px solid {theme.rule};
        padding: 5px 10px; spacing: 6px; }}
    QToolBar::separator {{ width: 14px; background: transparent; }}
    """


def _buttons(theme: Theme, scale: float) -> str:
    """Style buttons."""
    small = round(12 * scale)
    down = _icon("down", theme)
    return f"""
    QToolButton, QPushButton {{ background: {theme.paper}; color: {theme.ink}; border: 1px solid {theme.rule};
        border-radius: 5px; padding: 4px 11px; }}
    QToolButton:hover, QPushButton:hover {{ border-color: {theme.accent}; }}
    QToolButton:checked {{ border-color: {theme.accent}; color: {theme.link}; }}
    QToolButton:focus, QPushButton:focus {{ border: 2px solid {theme.accent}; padding: 3px 10px; }}
    QToolButton:disabled, QPushButton:disabled {{ color: {theme.muted}; background: {theme.ground}; }}
    #qt_toolbar_ext_button {{ padding: 2px; min-width: 14px; }}
    #searchField {{ min-width: {round(170 * scale)}px; }}
    #primary, QDialog QPushButton:default {{ background: {theme.accent}; color: {theme.accent_text};
        border-color: {theme.accent}; }}
    #primary {{ font-weight: bold; }}
    #primary:focus, QDialog QPushButton:default:focus {{ border: 2px solid {theme.ink}; }}
    #primary:disabled, QDialog QPushButton:default:disabled {{ background: {theme.ground};
        color: {theme.muted}; border-color: {theme.rule}; }}
    QToolButton::menu-indicator, QPushButton::menu-indicator {{ image: {down}; width: {small}px;
        subcontrol-origin: padding; subcontrol-position: center right; right: 4px; }}
    QToolButton[popupMode="InstantPopup"] {{ padding-right: {small + 8}px; }}
    QToolButton[popupMode="InstantPopup"]:focus {{ padding-right: {small + 7}px; }}
    QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    #chip {{ border-radius: 12px; background: {theme.paper}; border-color: {theme.accent};
        color: {theme.link}; padding: 3px 10px; }}
    #chip:focus {{ border: 2px solid {theme.ink}; padding: 2px 9px; }}
    #quiet, #away {{ background: transparent; border: 1px solid transparent; color: {theme.link};
        padding: 1px 6px; font-size: {small}px; }}
    #quiet:hover, #away:hover {{ border-color: {theme.rule}; }}
    #quiet:focus, #away:focus {{ border: 2px solid {theme.accent}; padding: 0 5px; }}
    #floating {{ background: {theme.paper}; border: 1px solid {theme.rule}; color: {theme.link};
        padding: 1px 8px; font-size: {small}px; }}
    #floating:focus {{ border: 2px solid {theme.accent}; padding: 0 7px; }}
    """


def _fields(theme: Theme, scale: float) -> str:
    """Style fields and scroll bars."""
    small, box = (round(size * scale) for size in (12, 14))
    tick = _icon("tick", theme)
    down = _icon("down", theme)
    return f"""
    QLineEdit, QPlainTextEdit, QComboBox, QSpinBox {{ background: {theme.field}; color: {theme.ink};
        border: 1px solid {theme.edge}; border-radius: 4px; padding: 3px 5px;
        selection-background-color: {theme.accent}; selection-color: {theme.accent_text}; }}
    QPlainTextEdit {{ padding: 1px; }}
    QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus {{
        border: 2px solid {theme.accent}; padding: 2px 4px; }}
    QPlainTextEdit:focus {{ padding: 0; }}
    QComboBox::drop-down {{ border: none; width: {small + 8}px; }}
    QComboBox::down-arrow {{ image: {down}; width: {small}px; height: {small}px; }}
    QComboBox QAbstractItemView, #pickerList {{ background: {theme.paper}; color: {theme.ink};
        border: 1px solid {theme.muted}; selection-background-color: {theme.accent};
        selection-color: {theme.accent_text}; outline: none; }}
    QCheckBox::indicator, QTreeView::indicator, QListView::indicator, QTableView::indicator {{
        width: {box}px; height: {box}px; border: 1px solid {theme.edge}; border-radius: 3px;
        background: {theme.field}; }}
    QCheckBox::indicator:checked, QTreeView::indicator:checked, QListView::indicator:checked,
    QTableView::indicator:checked {{ image: {tick}; background: {theme.accent};
        border-color: {theme.accent_text}; }}
    QCheckBox::indicator:disabled, QTreeView::indicator:disabled {{ background: {theme.muted};
        border-color: {theme.muted}; }}
    QCheckBox::indicator:unchecked:disabled {{ background: {theme.ground}; }}
    QCheckBox {{ border: 2px solid transparent; border-radius: 4px; padding: 1px 3px; }}
    QCheckBox:focus {{ border-color: {theme.accent}; }}
    #values {{ border: 1px solid transparent; border-radius: 4px; }}
    #values:focus {{ border: 2px solid {theme.accent}; }}
    QScrollBar:vertical {{ background: {theme.ground}; width: 12px; border: none; }}
    QScrollBar::handle:vertical {{ background: {theme.muted}; border-radius: 4px; margin: 2px;
        min-height: 28px; }}
    QScrollBar:horizontal {{ background: {theme.ground}; height: 12px; border: none; }}
    QScrollBar::handle:horizontal {{ background: {theme.muted}; border-radius: 4px; margin: 2px;
        min-width: 28px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
    """


def _lists(theme: Theme, scale: float) -> str:
    """Style lists, tables and tabs."""
    return f"""
    QHeaderView::section {{ background: {theme.ground}; color: {theme.ink}; border: none;
        border-right: 1px solid {theme.rule}; border-bottom: 1px solid {theme.rule}; padding: 4px 6px; }}
    QTableView, QListView, QTreeView {{ background: {theme.paper}; color: {theme.ink};
        alternate-background-color: {theme.lane_shaded}; border: 1px solid {theme.rule};
        gridline-color: {theme.grid}; selection-background-color: {theme.accent};
        selection-color: {theme.accent_text}; }}
    QTableView:focus, QListView:focus, QTreeView:focus, QScrollArea:focus {{
        border: 1px solid {theme.accent}; }}
    QListView::item {{ padding: 3px 4px; }}
    QListView::item:selected {{ background: {theme.accent}; color: {theme.accent_text}; }}
    QMessageBox #qt_msgbox_label, QMessageBox #qt_msgbox_informativelabel {{
        min-width: {round(280 * scale)}px; }}
    QTabBar::tab {{ background: {theme.ground}; color: {theme.muted}; border: 1px solid {theme.rule};
        padding: 4px 12px; }}
    QTabBar::tab:selected {{ background: {theme.paper}; color: {theme.ink}; }}
    QTabBar::tab:focus {{ border: 2px solid {theme.accent}; }}
    """


def _texts(theme: Theme, scale: float) -> str:
    """Style what stands between: labels, cards, notices."""
    small, tiny, large = (round(size * scale) for size in (12, SMALL_SIZE, 17))
    return f"""
    QStatusBar::item {{ border: none; }}
    QStatusBar QLabel {{ color: {theme.muted}; padding: 1px 10px; font-size: {small}px; }}
    QDialog {{ background: {theme.ground}; }}
    #inspector, #page, #formArea {{ background: {theme.paper}; }}
    #inspector {{ border-left: 1px solid {theme.rule}; }}
    #kicker {{ color: {theme.muted}; font-size: {tiny}px; font-weight: bold; }}
    #title {{ color: {theme.ink}; font-size: {large}px; font-weight: bold; }}
    #heading {{ color: {theme.muted}; font-size: {small}px; font-weight: bold; }}
    #term {{ color: {theme.ink}; font-weight: bold; }}
    #text {{ color: {theme.ink}; }}
    #muted, #facts, #when, #fieldLabel, #fieldNote {{ color: {theme.muted}; font-size: {small}px; }}
    #fieldNote[wrong="true"] {{ color: {theme.as_of}; font-weight: bold; }}
    #quote {{ background: {theme.lane_shaded}; border-left: 3px solid {theme.rule}; }}
    #filterBar {{ background: {theme.ground}; border-bottom: 1px solid {theme.rule}; }}
    #recordCard {{ border: 1px solid transparent; border-radius: 5px; }}
    #recordCard:hover {{ border-color: {theme.grid}; }}
    #focusFrame {{ border: 2px solid {theme.accent}; background: transparent; }}
    #recordCard:focus {{ border: 2px solid {theme.accent}; }}
    #partCard {{ background: {theme.lane_shaded}; border: 1px solid {theme.rule}; border-radius: 5px; }}
    #draftBar, #notice {{ background: {theme.unclear}; border-bottom: 1px solid {theme.rule}; }}
    #draftBar QLabel, #notice QLabel {{ color: {theme.ink}; }}
    #link {{ color: {theme.link}; border: none; text-align: left; padding: 3px 2px;
        background: transparent; }}
    #link:hover {{ text-decoration: underline; }}
    #link:focus {{ border: 2px solid {theme.accent}; padding: 1px 0; }}
    #hoverCard, #listPopup {{ background: {theme.paper}; border: 1px solid {theme.muted}; }}
    #hoverCard {{ border-radius: 6px; }}
    #hoverCard QLabel, #listPopup QLabel {{ background: transparent; }}
    #hoverCard #title {{ font-size: {round(TEXT_SIZE * scale)}px; }}
    """
