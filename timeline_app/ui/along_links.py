"""From the selected entry along its links: at once where one leads on, by a list where several do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QMenu

from timeline_app.domain.plain_text import one_line
from timeline_app.ui.entry_words import LINK_WORDS

if TYPE_CHECKING:
    from timeline_app.ui.window import Window

    Link = tuple[str, int]
    """By what relation a link leads, and the id of the entry at its other end."""

TITLE_LENGTH = 90


def go_along_link(window: Window, *, forward: bool) -> None:
    """Select the entry that a link of the selected one leads to, or from which one leads to it.

    Where several entries are linked they are listed, the first chosen, so that Enter takes it.
    """
    found = _links(window, forward=forward)
    if len({entry for _, entry in found}) > 1:
        _offer(window, found, forward=forward)
    elif found:
        window.session.select(found[0][1])
    elif window.session.selection is not None:
        on, back = window.tr("No link leads on from here."), window.tr("No link leads here.")
        window.say(on if forward else back)


def _links(window: Window, *, forward: bool) -> list[Link]:
    selection = window.session.selection
    if selection is None:
        return []
    return [
        (relation, end if forward else start)
        for relation, start, end, _ in window.session.links(selection)
        if (start if forward else end) == selection
    ]


def _offer(window: Window, links: list[Link], *, forward: bool) -> None:
    """List entries by relation and title, at the mark of the selected one."""
    titles = window.session.titles(entry for _, entry in links)
    menu = QMenu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName(window.tr("Links on") if forward else window.tr("Links back"))
    for relation, entry in links:
        words = relation if forward else LINK_WORDS[relation]
        title = one_line(titles.get(entry, ""), TITLE_LENGTH)
        action = menu.addAction(f"{words}: {title}".replace("&", "&&"))
        action.triggered.connect(partial(_select, window, entry))
    menu.setActiveAction(menu.actions()[0])
    menu.popup(_beside_selection(window))


def _select(window: Window, entry: int, _checked: object = None) -> None:
    window.session.select(entry)


def _beside_selection(window: Window) -> QPoint:
    """Give the point of the screen below the selected entry's mark, or the middle of the lanes."""
    canvas, entry = window.canvas, window.session.selection
    scene = canvas.scene_now
    found = scene.mark_of(entry) if scene and entry is not None else None
    if scene is None or found is None or not _is_in_sight(found[1], scene.plot):
        return canvas.mapToGlobal(canvas.rect().center())
    mark, (x, y) = found
    return canvas.mapToGlobal((QPointF(x, y + mark.radius) * canvas.text_scale).toPoint())


def _is_in_sight(at: tuple[float, float], plot: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = plot
    return left <= at[0] <= right and top <= at[1] <= bottom
