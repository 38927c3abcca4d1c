"""What the user chose: colours, text size, first day of the week, style of dates, motion, current coder."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt

from timeline_app.domain.dates import set_date_style, set_week_start
from timeline_app.domain.records import Coder
from timeline_app.layout.lane_choice import LaneChoice
from timeline_app.layout.view import ALL_LANES, LONGEST, SHORTEST, View
from timeline_app.storage.rows import rows

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from timeline_app.domain.dates.style import DateStyle
    from timeline_app.session import Session
    from timeline_app.ui.theme import ThemeChoice

BLINK = 1000
"""Milliseconds in which a text cursor goes and comes."""
TEXT_SIZES = (100, 115, 130, 150, 175, 200)
"""Per cent."""
CHOICES: dict[str, tuple[str, ...]] = {
    "theme": ("system", "light", "dark"),
    "text_size": tuple(map(str, TEXT_SIZES)),
    "week_start": ("Monday", "Sunday", "Saturday"),
    "date_style": ("2 Dec 2024", "Dec 2, 2024", "2024-12-02"),
    "reduced_motion": ("no", "yes"),
}
"""By name, what can be chosen, the first unless another is."""


DATE_STYLES: dict[str, DateStyle] = dict(
    zip(CHOICES["date_style"], ("day first", "month first", "year first"), strict=True)
)
WEEK_STARTS = dict(zip(CHOICES["week_start"], (0, 6, 5), strict=True))


class Preferences:
    """Reads and keeps choices in the settings."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def get(self, name: str) -> str:
        """Give a choice; one that is not offered any more counts as not made."""
        chosen = str(self._settings.value(name, ""))
        return chosen if chosen in CHOICES[name] else CHOICES[name][0]

    def set(self, name: str, choice: str) -> None:
        """Keep a choice."""
        if choice not in CHOICES[name]:
            raise ValueError(choice)
        self._settings.setValue(name, choice)

    def put_in_force(self, application: QApplication) -> None:
        """Let dates, weeks and motion be as they are chosen."""
        set_date_style(DATE_STYLES[self.get("date_style")])
        set_week_start(WEEK_STARTS[self.get("week_start")])
        moves = self.get("reduced_motion") == "no"
        for effect in (
            Qt.UIEffect.UI_AnimateMenu,
            Qt.UIEffect.UI_FadeMenu,
            Qt.UIEffect.UI_AnimateCombo,
            Qt.UIEffect.UI_AnimateTooltip,
            Qt.UIEffect.UI_FadeTooltip,
            Qt.UIEffect.UI_AnimateToolBox,
        ):
            application.setEffectEnabled(effect, moves)
        application.setCursorFlashTime(BLINK if moves else 0)

    @property
    def theme(self) -> ThemeChoice:
        """The colours."""
        return cast("ThemeChoice", self.get("theme"))

    @property
    def text_scale(self) -> float:
        """How much larger than usual texts are, 1 to 2."""
        return int(self.get("text_size")) / 100

    def step_text_size(self, way: int) -> None:
        """Choose the next larger (1) or smaller (-1) size of text."""
        now = TEXT_SIZES.index(int(self.get("text_size")))
        self.set("text_size", str(TEXT_SIZES[min(max(now + way, 0), len(TEXT_SIZES) - 1)]))

    def keep_place(self, document_uid: str, view: View) -> None:
        """Remember where in a document somebody looked."""
        place = [view.start, view.end, view.as_of, view.scroll, view.lanes.as_json()]
        self._settings.setValue(f"place/{document_uid}", json.dumps(place))

    def keep_evidence(self, document_uid: str, evidence: str) -> None:
        """Remember which evidence of a document counts, as a filter is saved."""
        self._settings.setValue(f"evidence/{document_uid}", evidence)

    def evidence(self, document_uid: str) -> str:
        """Give which evidence of a document counts; empty for all."""
        return str(self._settings.value(f"evidence/{document_uid}", ""))

    def place(self, document_uid: str) -> dict[str, Any]:
        """Give where somebody looked in a document, as fields of a view; empty if nobody did."""
        try:
            start, end, as_of, scroll, *lanes = json.loads(
                str(self._settings.value(f"place/{document_uid}", ""))
            )
            found = View(float(start), float(end), int(as_of) if as_of is not None else None)
            choice = LaneChoice.from_json(lanes[0]) if lanes else ALL_LANES
        except (ValueError, TypeError):
            return {}
        if not SHORTEST <= found.days <= LONGEST:
            return {}
        return {
            "start": found.start,
            "end": found.end,
            "as_of": found.as_of,
            "scroll": max(float(scroll), 0.0),
            "lanes": choice,
        }

    def keep_visit(self, document_uid: str, day: int, known_through: int) -> None:
        """Remember on which day a document was looked at, and through which day it told of anything then."""
        self._settings.setValue(f"visit/{document_uid}", json.dumps([day, known_through]))

    def last_visit(self, document_uid: str) -> tuple[int, int] | None:
        """Give both days of the last visit to a document; None if none is known."""
        try:
            day, known_through = json.loads(str(self._settings.value(f"visit/{document_uid}", "")))
            return int(day), int(known_through)
        except (ValueError, TypeError):
            return None

    def show_coder(self, session: Session) -> None:
        """Let the session work for the coder that was current in its document last."""
        kept = str(self._settings.value(f"coder/{session.document_uid}", ""))
        found = next(rows(session.store, Coder, uid=kept), None) if kept else None
        session.coder_id = found.id if found else None

    def choose_coder(self, session: Session, coder: Coder | None) -> None:
        """Let the session work for a coder, and remember it for its document."""
        session.coder_id = coder.id if coder else None
        self._settings.setValue(f"coder/{session.document_uid}", coder.uid if coder else "")
