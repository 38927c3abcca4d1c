"""What assistive technology is told of the lanes: which there are, their entries in words, what is selected.

Keeps what was handed out to it, which Qt does not, and lets go of what was asked for longest ago. Does
nothing until somebody listens.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cache, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QApplication

from timeline_app.domain.dates import in_words
from timeline_app.layout.lane_boxes import CAPTIONS
from timeline_app.layout.lanes import headings_over
from timeline_app.layout.time_scale import tells_hours
from timeline_app.ui.entry_words import acting, facts_of, headline, who
from timeline_app.ui.timeline.accessible_lanes import AccessibleEntry, AccessibleLane, AccessibleLanes
from timeline_app.ui.timeline.lane_entries import LaneEntries

if TYPE_CHECKING:
    from timeline_app.columns.timeline import Timeline
    from timeline_app.layout.arrangement import Arrangement
    from timeline_app.layout.boxes import LaneBox
    from timeline_app.layout.lanes import Lane
    from timeline_app.layout.scene import Scene
    from timeline_app.session import Session
    from timeline_app.storage.entry_cards import EntryCard
    from timeline_app.ui.timeline.canvas import Canvas

UNDATED = "undated"
LaneKey = int | str
"""A lane as in `Marks.lane`, or UNDATED for the entries that stand in none for want of a date."""
MOST_KEPT = 2000
"""Entries handed out that are kept."""
HALF_WIDTH = 6.0
"""Logical pixels to either side of a day in which its entry is said to stand."""


@dataclass(slots=True)
class _Handed:
    """What was handed out; to last as long as the canvas, for Qt has the addresses."""

    of_all: list[AccessibleLanes] = field(default_factory=list[AccessibleLanes])
    lanes: dict[LaneKey, AccessibleLane] = field(default_factory=dict[LaneKey, AccessibleLane])
    entries: OrderedDict[tuple[LaneKey, int], AccessibleEntry] = field(
        default_factory=OrderedDict[tuple[LaneKey, int], AccessibleEntry]
    )


class SpokenLanes(QObject):
    """Tells of the lanes of a canvas: they are lists in a list, of the entries that pass the filter."""

    def __init__(self, canvas: Canvas, session: Session) -> None:
        super().__init__(canvas)
        self.canvas, self.session = canvas, session
        self._found: LaneEntries | None = None
        self._listed: tuple[Arrangement | None, dict[int, tuple[str, str]]] = (None, {})
        self._told: list[LaneKey] = []
        self._handed = _Handed()
        _install_factory()
        _forget(canvas)
        canvas.destroyed.connect(partial(_let_go_of_inside, self._handed))
        canvas.laid_out.connect(self._tell_of_lanes)
        session.selected.connect(self._tell_of_selection)
        _application().focusChanged.connect(self._tell_of_focus)

    @property
    def of_all(self) -> QAccessibleInterface:
        """The list of all lanes."""
        return QAccessible.queryAccessibleInterface(self.canvas)

    def make_of_all(self) -> AccessibleLanes:
        """Make what Qt asks for when it has none: at first, and again when the canvas gets other slots."""
        self._handed.of_all.append(AccessibleLanes(self.canvas, self))
        return self._handed.of_all[-1]

    def keys(self) -> list[LaneKey]:
        """List the lanes from top to bottom, what has no date last."""
        return [*self._captions(), *([UNDATED] if self._tray() else [])]

    def _captions(self) -> dict[int, tuple[str, str]]:
        """Give by lane its name and what it is, as of the arrangement that is shown."""
        arrangement = self.canvas.arrangement if self.session.is_open else None
        if self._listed[0] is not arrangement:
            self._listed = arrangement, _captions_of(arrangement) if arrangement else {}
        return self._listed[1]

    def _tray(self) -> list[int]:
        """List the entries without a usable date."""
        scene = self.canvas.scene_now if self.session.is_open else None
        return [entry for entry, _ in scene.tray] if scene else []

    @property
    def found(self) -> LaneEntries:
        """The entries by lane, found when first asked for and once for the same marks."""
        marks = self.canvas.timeline.marks
        if self._found is None or self._found.marks is not marks:
            self._found = LaneEntries(marks)
        return self._found

    def is_shown(self, key: LaneKey) -> bool:
        """Tell whether there is such a lane."""
        return key in self._captions() or (key == UNDATED and bool(self._tray()))

    def count(self, key: LaneKey) -> int:
        """Count the entries of a lane."""
        return len(self._tray()) if isinstance(key, str) else self.found.count(key)

    def entry(self, key: LaneKey, place: int) -> int:
        """Give the entry at a place of a lane, 0 to `count` - 1."""
        return self._tray()[place] if isinstance(key, str) else self.found.entry(key, place)

    def place(self, key: LaneKey, entry: int) -> int | None:
        """Find at which place of a lane an entry stands; None if it does not, or not any more."""
        if not self.is_shown(key):
            return None
        if isinstance(key, str):
            return self._tray().index(entry) if entry in self._tray() else None
        return self.found.place(key, entry)

    def lane_name(self, key: LaneKey) -> str:
        """Name a lane: whose it is, what that is, how many entries it holds."""
        label, caption = self._caption(key)
        count = self.count(key)
        number = self.tr("1 entry") if count == 1 else self.tr("{count:,} entries").format(count=count)
        return ", ".join(word for word in (label, caption, number) if word)

    def _caption(self, key: LaneKey) -> tuple[str, str]:
        if isinstance(key, str):
            return self.tr("Without a date"), ""
        return self._captions().get(key, ("", ""))

    def entry_name(self, entry: int) -> str:
        """Say an entry in a sentence: who, when, what kind of act, its title."""
        card = self.session.card(entry)
        return _sentence(card) if card else ""

    def entry_details(self, entry: int) -> str:
        """Say who else took part in an entry, which stances were taken, and how we know."""
        card = self.session.card(entry)
        return "; ".join(facts_of(card)[len(acting(card)) :]) if card else ""

    def chosen_in(self, key: LaneKey) -> list[int]:
        """List the entries of a lane that are selected."""
        places = ((self.place(key, entry), entry) for entry in self.session.chosen())
        return [entry for _, entry in sorted((p, entry) for p, entry in places if p is not None)]

    def choose(self, key: LaneKey, entry: int) -> None:
        """Select an entry in a lane and bring it into sight."""
        is_new = self.session.selection != entry or bool(self.session.picked)
        self.canvas.selected.select(entry, None if isinstance(key, str) else key)
        if not is_new:
            self.canvas.sight.reveal(entry)

    def lane_area(self, key: LaneKey) -> QRect:
        """Give where on the screen a lane is; empty if out of sight."""
        box, part = self._stands(key)
        return QRect() if box is None or part is None else self._on_screen(0.0, box, part.plot[2], part)

    def entry_area(self, key: LaneKey, entry: int) -> QRect:
        """Give where on the screen an entry is; empty if out of sight."""
        (box, part), place = self._stands(key), self.place(key, entry)
        if box is None or part is None or place is None or isinstance(key, str):
            return QRect()
        by_time = tells_hours(part.scale.pixels_per_day)
        x = part.scale.x(self.found.at(key, place, by_time=by_time))
        is_seen = part.plot[0] <= x <= part.plot[2]
        return self._on_screen(x - HALF_WIDTH, box, x + HALF_WIDTH, part) if is_seen else QRect()

    def _stands(self, key: LaneKey) -> tuple[LaneBox, Scene] | tuple[None, None]:
        """Give where a lane stands, and in which part of the scene."""
        for part in self.canvas.scene_now.parts if self.canvas.scene_now else ():
            for box in part.lanes:
                if box.kind not in ("heading", "stuck") and box.key == key:
                    return box, part
        return None, None

    def _on_screen(self, left: float, box: LaneBox, right: float, part: Scene) -> QRect:
        """Give the part of a lane between two logical pixels, cut where the lanes end."""
        _, top, _, bottom = part.sight
        corners = (left, max(box.y, top)), (right, min(box.y + box.height, bottom))
        one, other = (QPoint(*(round(c * self.canvas.text_scale) for c in corner)) for corner in corners)
        return QRect(self.canvas.mapToGlobal(one), self.canvas.mapToGlobal(other)) & self.of_all.rect()

    def under(self, point: QPoint) -> QAccessibleInterface | None:
        """Give the entry, or else the lane, at a point of the screen."""
        at, scene = self.canvas.mapFromGlobal(point), self.canvas.scene_now
        hit = scene.hit(at.x() / self.canvas.text_scale, at.y() / self.canvas.text_scale) if scene else None
        if hit is None or hit.lane is None or not self.is_shown(hit.lane):
            return None
        is_mark = hit.kind == "mark" and self.place(hit.lane, hit.entries[0]) is not None
        return self.item(hit.lane, hit.entries[0]) if is_mark else self.lane(hit.lane)

    def lane(self, key: LaneKey) -> AccessibleLane:
        """Hand out a lane."""
        if key not in self._handed.lanes:
            self._handed.lanes[key] = AccessibleLane(self, key)
        return self._handed.lanes[key]

    def item(self, key: LaneKey, entry: int) -> AccessibleEntry:
        """Hand out an entry of a lane."""
        if (key, entry) not in self._handed.entries:
            self._handed.entries[key, entry] = AccessibleEntry(self, key, entry)
        self._handed.entries.move_to_end((key, entry))
        if len(self._handed.entries) > MOST_KEPT:
            _let_go(self._handed.entries.popitem(last=False)[1])
        return self._handed.entries[key, entry]

    def selected(self) -> AccessibleEntry | None:
        """Hand out the selected entry in the lane where it is looked at; None if it is nowhere shown."""
        entry = self.session.selection
        if entry is None or not self.session.is_open:
            return None
        lane: LaneKey | None = UNDATED if entry in self._tray() else self.canvas.selected.key()
        return self.item(lane, entry) if lane is not None and self.is_shown(lane) else None

    def _tell_of_selection(self) -> None:
        item = self.selected() if QAccessible.isActive() else None
        if item is not None:
            _tell(item, QAccessible.Event.Selection)
            self._tell_of_focus()

    def _tell_of_focus(self) -> None:
        """Say that within the lanes, which have the focus, it is the selected entry that has it."""
        item = self.selected() if QAccessible.isActive() and self.canvas.hasFocus() else None
        if item is not None:
            _tell(item, QAccessible.Event.Focus)

    def _tell_of_lanes(self) -> None:
        """Say that there are other lanes than before."""
        if QAccessible.isActive() and self.keys() != self._told:
            self._told = self.keys()
            _tell(self.of_all, QAccessible.Event.ObjectReorder)


def _captions_of(arrangement: Arrangement) -> dict[int, tuple[str, str]]:
    """Give by lane its name, and what it is and under which heading it stands."""
    lanes = [placed.lane for placed in arrangement.lanes]
    captions: dict[int, tuple[str, str]] = {}
    for lane, heading in zip(lanes, headings_over(lanes), strict=True):
        if lane.kind != "heading":
            words = _kind_of(lane, arrangement.timeline), heading.label if heading else ""
            heard = lane.label.casefold()
            captions[lane.key] = lane.label, ", ".join(w for w in words if w and w.casefold() != heard)
    return captions


def _kind_of(lane: Lane, timeline: Timeline) -> str:
    if lane.kind != "party":
        return ""
    kind = timeline.parties[lane.key].kind
    return CAPTIONS.get(kind, kind)


def _sentence(card: EntryCard) -> str:
    actors = " and ".join(who(part) for part in acting(card))
    when = in_words(card.entry.date)
    begin = f"{actors} ({when})" if actors else when
    return f"{begin}, {card.entry.kind}: {headline(card)}"


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application


@cache
def _install_factory() -> None:
    QAccessible.installFactory(_interface_of)


def _interface_of(class_name: str, shown: QObject | None) -> QAccessibleInterface | None:
    """Answer Qt, which asks for the interface of each object by the name of its class."""
    spoken = getattr(shown, "spoken", None) if class_name == "Canvas" else None
    return spoken.make_of_all() if isinstance(spoken, SpokenLanes) else None


def _forget(canvas: Canvas) -> None:
    """Let go of what Qt made by itself while the canvas was being built and somebody listened."""
    if QAccessible.isActive():
        _let_go(QAccessible.queryAccessibleInterface(canvas))


def _tell(interface: QAccessibleInterface, event: QAccessible.Event) -> None:
    QAccessible.updateAccessibility(QAccessibleEvent(interface, event))


def _let_go(interface: QAccessibleInterface) -> None:
    """Let Qt delete what was handed out to it: it would keep the address."""
    QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(interface))


def _let_go_of_inside(handed: _Handed) -> None:
    """Let go of lanes and entries when the canvas goes; Qt itself deletes what is of all of it."""
    for interface in (*handed.entries.values(), *handed.lanes.values()):
        _let_go(interface)
    handed.entries.clear()
    handed.lanes.clear()
