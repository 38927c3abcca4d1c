"""The lanes as Qt hands them to assistive technology: a list of lanes, each a list of entries.

They know no more than which lane and which entry they are; what is to be said comes from `SpokenLanes`.

Two things that PySide6 asks for, else Qt reads at a wrong address and the program ends: what `interface_cast`
gives is an object of one class, kept by us; and no object is `VoidPtr(0)`, since None is an object like any.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleInterface,
    QAccessibleSelectionInterface,
    QWindow,
)
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import VoidPtr
from typing_extensions import override

if TYPE_CHECKING:
    from timeline_app.ui.timeline.canvas import Canvas
    from timeline_app.ui.timeline.spoken_lanes import LaneKey, SpokenLanes

Role, State, Text, Kind = QAccessible.Role, QAccessible.State, QAccessible.Text, QAccessible.InterfaceType


class AccessibleLanes(QAccessibleWidget):
    """The canvas as a list of lanes."""

    def __init__(self, canvas: Canvas, spoken: SpokenLanes) -> None:
        super().__init__(canvas, Role.List)
        self._spoken = spoken

    @override
    def childCount(self) -> int:
        return len(self._spoken.keys())

    @override
    def child(self, index: int) -> QAccessibleInterface | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        keys = self._spoken.keys()
        return self._spoken.lane(keys[index]) if 0 <= index < len(keys) else None

    @override
    def indexOfChild(self, child: QAccessibleInterface) -> int:
        keys = self._spoken.keys()
        if not isinstance(child, AccessibleLane) or child.key not in keys:
            return -1
        return keys.index(child.key)

    @override
    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        return self._spoken.under(QPoint(x, y))

    @override
    def focusChild(self) -> QAccessibleInterface | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        return self._spoken.selected() if self._spoken.canvas.hasFocus() else None


class _Inside(QAccessibleInterface):
    """What lies in the canvas and is no widget."""

    def __init__(self, spoken: SpokenLanes) -> None:
        super().__init__()
        self._spoken = spoken

    @override
    def object(self) -> QObject | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        return None

    @override
    def window(self) -> QWindow | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        return self._spoken.canvas.window().windowHandle()

    @override
    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        under = self._spoken.under(QPoint(x, y))
        return under if under is not self else None

    @override
    def setText(self, t: QAccessible.Text, text: str) -> None:
        """Change nothing: names are what the document says."""


class AccessibleLane(_Inside):
    """A lane as a list of its entries in order of time."""

    def __init__(self, spoken: SpokenLanes, key: LaneKey) -> None:
        super().__init__(spoken)
        self.key = key
        self._selecting = _Selecting(spoken, key)

    @override
    def isValid(self) -> bool:
        return self._spoken.session.is_open and self._spoken.is_shown(self.key)

    @override
    def parent(self) -> QAccessibleInterface:
        return self._spoken.of_all

    @override
    def childCount(self) -> int:
        return self._spoken.count(self.key) if self.isValid() else 0

    @override
    def child(self, index: int) -> QAccessibleInterface | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        if not 0 <= index < self.childCount():
            return None
        return self._spoken.item(self.key, self._spoken.entry(self.key, index))

    @override
    def indexOfChild(self, child: QAccessibleInterface) -> int:
        if not isinstance(child, AccessibleEntry) or child.key != self.key:
            return -1
        place = self._spoken.place(self.key, child.entry)
        return -1 if place is None else place

    @override
    def text(self, t: QAccessible.Text) -> str:
        return self._spoken.lane_name(self.key) if t == Text.Name and self.isValid() else ""

    @override
    def role(self) -> QAccessible.Role:
        return Role.List

    @override
    def rect(self) -> QRect:
        return self._spoken.lane_area(self.key) if self.isValid() else QRect()

    @override
    def state(self) -> QAccessible.State:
        state = State()
        state.multiSelectable = 1
        state.offscreen = int(self.rect().isEmpty())
        state.invalid = int(not self.isValid())
        return state

    @override
    def interface_cast(self, t: QAccessible.InterfaceType) -> Any:
        return self._selecting if t == Kind.SelectionInterface else VoidPtr(0)


class _Selecting(QAccessibleSelectionInterface):
    """What of a lane is selected."""

    def __init__(self, spoken: SpokenLanes, key: LaneKey) -> None:
        super().__init__()
        self._spoken, self._key = spoken, key

    @override
    def selectedItemCount(self) -> int:
        return len(self._spoken.chosen_in(self._key))

    @override
    def selectedItems(self) -> list[QAccessibleInterface]:
        return [self._spoken.item(self._key, entry) for entry in self._spoken.chosen_in(self._key)]

    @override
    def selectedItem(self, selectionIndex: int) -> QAccessibleInterface | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        chosen = self._spoken.chosen_in(self._key)
        within = 0 <= selectionIndex < len(chosen)
        return self._spoken.item(self._key, chosen[selectionIndex]) if within else None

    @override
    def isSelected(self, childItem: QAccessibleInterface) -> bool:
        return isinstance(childItem, AccessibleEntry) and childItem.is_chosen()

    @override
    def select(self, childItem: QAccessibleInterface) -> bool:
        return self._pick(childItem, is_to_be=True)

    @override
    def unselect(self, childItem: QAccessibleInterface) -> bool:
        return self._pick(childItem, is_to_be=False)

    def _pick(self, item: QAccessibleInterface, *, is_to_be: bool) -> bool:
        """Select an entry with those that are, or not any more; tell whether that was possible."""
        if not isinstance(item, AccessibleEntry) or not item.isValid():
            return False
        picked = set(self._spoken.session.chosen()) - {item.entry}
        picked |= {item.entry} if is_to_be else set()
        self._spoken.session.pick(picked, item.entry if is_to_be else min(picked, default=None))
        return True

    @override
    def selectAll(self) -> bool:
        return False

    @override
    def clear(self) -> bool:
        self._spoken.session.select(None)
        return True


class AccessibleEntry(_Inside):
    """An entry in a lane, said in a sentence."""

    def __init__(self, spoken: SpokenLanes, key: LaneKey, entry: int) -> None:
        super().__init__(spoken)
        self.key, self.entry = key, entry
        self._acting = _Acting(self)

    def is_chosen(self) -> bool:
        """Tell whether it is selected, alone or with others."""
        return self.entry in self._spoken.session.chosen()

    @override
    def isValid(self) -> bool:
        return self._spoken.session.is_open and self._spoken.place(self.key, self.entry) is not None

    @override
    def parent(self) -> QAccessibleInterface:
        return self._spoken.lane(self.key)

    @override
    def childCount(self) -> int:
        return 0

    @override
    def child(self, index: int) -> QAccessibleInterface | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        return None

    @override
    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    @override
    def text(self, t: QAccessible.Text) -> str:
        if not self.isValid():
            return ""
        if t == Text.Description:
            return self._spoken.entry_details(self.entry)
        return self._spoken.entry_name(self.entry) if t == Text.Name else ""

    @override
    def role(self) -> QAccessible.Role:
        return Role.ListItem

    @override
    def rect(self) -> QRect:
        return self._spoken.entry_area(self.key, self.entry) if self.isValid() else QRect()

    @override
    def state(self) -> QAccessible.State:
        state = State()
        if not self.isValid():
            state.invalid = 1
            return state
        state.selectable = state.focusable = state.extSelectable = 1
        state.selected = int(self.is_chosen())
        is_current = self._spoken.session.selection == self.entry
        state.focused = int(is_current and self._spoken.canvas.hasFocus())
        state.offscreen = int(self.rect().isEmpty())
        return state

    @override
    def interface_cast(self, t: QAccessible.InterfaceType) -> Any:
        return self._acting if t == Kind.ActionInterface else VoidPtr(0)

    def choose(self, *, with_focus: bool) -> None:
        """Select it and bring it into sight, with the focus in the lanes if that is wanted."""
        if self.isValid():
            if with_focus:
                self._spoken.canvas.activateWindow()
                self._spoken.canvas.setFocus()
            self._spoken.choose(self.key, self.entry)


class _Acting(QAccessibleActionInterface):
    """What can be done with an entry: pressed, it is selected and brought into sight."""

    def __init__(self, item: AccessibleEntry) -> None:
        super().__init__()
        self._item = item

    @override
    def actionNames(self) -> list[str]:
        return [self.pressAction(), self.setFocusAction()]

    @override
    def doAction(self, actionName: str) -> None:
        self._item.choose(with_focus=actionName == self.setFocusAction())

    @override
    def keyBindingsForAction(self, actionName: str) -> list[str]:
        return []
