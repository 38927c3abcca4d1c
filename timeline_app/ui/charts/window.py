"""The window of the history of positions: whose, on what, compared with whom, and the evidence in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from timeline_app.domain.dates import day_in_words
from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.plain_text import one_line
from timeline_app.domain.vocabulary import STANCE_WORDS
from timeline_app.layout.lanes import parties_in_order, party_label, topics_in_order
from timeline_app.ui.charts.chart import NOTHING, PositionChart
from timeline_app.ui.charts.choosing import NameChooser
from timeline_app.ui.charts.painting import Drawn
from timeline_app.ui.charts.steps import gaps_between, last_day, steps_of
from timeline_app.ui.plain_label import plain_label, scrolled_label
from timeline_app.ui.sizes import grown, roomy

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from timeline_app.columns.stretches import Key
    from timeline_app.session import Session
    from timeline_app.ui.charts.steps import Step
    from timeline_app.ui.theme import Theme
    from timeline_app.view_state import ViewState

SIZE = (980, 600)
SAID_HEIGHT = 54


class PositionHistory(QWidget):
    """Shows how the position of a party on a proposition came about, beside that of another.

    Signals
    -------
    entry_requested
        An entry is to be selected; carries its id.
    """

    entry_requested = Signal(int)

    def __init__(
        self, session: Session, view_state: ViewState, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._session, self._view_state = session, view_state
        self.resize(roomy(*SIZE))
        self.setWindowTitle(self.tr("Position history"))
        self._build(theme)
        session.changed.connect(self._read_again)
        session.horizon_moved.connect(self._read_again)
        session.closing.connect(self.close)
        view_state.changed.connect(self._follow_line)

    def _build(self, theme: Theme) -> None:
        self.party = NameChooser(self.tr("Party"), self)
        self.topic = NameChooser(self.tr("Proposition"), self)
        self.other = NameChooser(self.tr("Compared with"), self)
        places = (
            (self.tr("&Party"), self.party, 0, 0),
            (self.tr("&Compared with"), self.other, 0, 2),
            (self.tr("P&roposition"), self.topic, 1, 0),
        )
        grid = QGridLayout()
        for words, chooser, row, at in places:
            label = QLabel(self)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setText(words)
            label.setBuddy(chooser)
            grid.addWidget(label, row, at)
            grid.addWidget(chooser, row, at + 1, 1, 3 if row else 1)
            chooser.chosen.connect(self._draw_anew)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self.chart = PositionChart(theme, self)
        self.chart.pointed.connect(self._say_pointed)
        self.chart.chosen_changed.connect(self._say)
        self.chart.entry_requested.connect(self.entry_requested)
        area, self.said = scrolled_label(self, self.tr("The step that is chosen or pointed at"))
        area.setFixedHeight(grown(SAID_HEIGHT))
        column = QVBoxLayout(self)
        column.addLayout(grid)
        column.addWidget(self.chart, 1)
        column.addWidget(area)
        column.addLayout(self._build_buttons())
        self.setFocusProxy(self.chart)

    def _build_buttons(self) -> QHBoxLayout:
        words = self.tr("Left and Right step through changes, Enter goes to the entry")
        hint = plain_label(self, "muted", words)
        self.go = QPushButton(self.tr("&Go to the entry"), self)
        self.go.clicked.connect(self._go)
        close = QPushButton(self.tr("C&lose"), self)
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addWidget(hint, 1)
        row.addWidget(self.go)
        row.addWidget(close)
        return row

    def show_history(self, key: Key | None) -> None:
        """Show the history of a party and a proposition; None chooses the first that there is."""
        timeline = self._session.timeline
        keys = timeline.segments.keys()
        if key is None and len(keys):
            key = int(keys[0][0]), int(keys[0][1])
        self._fill_choosers()
        if key is not None:
            self.party.choose(key[0])
            self.topic.choose(key[1])
        self.other.choose(None)
        self._draw_anew()

    def _fill_choosers(self) -> None:
        timeline = self._session.timeline
        parties = [(lane.key, lane.label) for lane in parties_in_order(timeline) if lane.kind == "party"]
        topics = [(lane.key, lane.label) for lane in topics_in_order(timeline) if lane.kind == "topic"]
        self.party.fill(parties)
        self.topic.fill(topics)
        self.other.fill([(None, self.tr("nobody")), *parties])

    def _read_again(self) -> None:
        """Show the document as it is after a change."""
        if self.isVisible() and self._session.is_open:
            kept = [chooser.value for chooser in (self.party, self.topic, self.other)]
            self._fill_choosers()
            for chooser, value in zip((self.party, self.topic, self.other), kept, strict=True):
                chooser.choose(value)
            self._draw(anew=False)

    def _follow_line(self) -> None:
        if (
            self.isVisible()
            and self._session.is_open
            and self._view_state.view.as_of != self.chart.drawn.as_of
        ):
            self._draw(anew=False)

    def _draw_anew(self) -> None:
        self._draw(anew=True)

    def _draw(self, *, anew: bool) -> None:
        self.chart.show_drawn(self._drawn(), anew=anew)
        heading = self._heading()
        self.setWindowTitle(self.tr("Position history: {whose}").format(whose=heading))
        self.chart.setAccessibleName(self.tr("Position history of {whose}").format(whose=heading))
        self._say(self.chart.chosen)

    def _heading(self) -> str:
        names = self.chart.drawn.names
        return f"{' – '.join(names)}: {self.topic.currentText()}" if names else self.topic.currentText()

    def _drawn(self) -> Drawn:
        party, topic, other = self.party.value, self.topic.value, self.other.value
        timeline, as_of = self._session.timeline, self._view_state.view.as_of
        if party is None or topic is None:
            return NOTHING._replace(certain=last_day(timeline, (), 0, as_of) + 1)
        parties = [party] if other in (None, party) else [party, other]
        last = last_day(timeline, parties, topic, as_of)
        steps = [steps_of(timeline, n, one, topic, last + 1) for n, one in enumerate(parties)]
        gaps = gaps_between(*steps) if len(steps) > 1 else []
        claimed = [day + 1 for day in (as_of, timeline.collected_through) if day is not None]
        return Drawn(
            steps=tuple(
                sorted((step for found in steps for step in found), key=lambda s: (s.start, s.which))
            ),
            gaps=tuple(gaps),
            names=tuple(party_label(timeline.parties[one]) for one in parties),
            as_of=as_of,
            certain=min(claimed, default=last + 1),
        )

    # What it says

    def _say_pointed(self, step: Step | None) -> None:
        self._say(step or self.chart.chosen)

    def _say(self, step: Step | None) -> None:
        self.go.setEnabled(self.chart.chosen is not None)
        if step is None:
            words = self.tr("No position on this is recorded.")
        else:
            try:
                words = self._words(step)
            except DemarcheError as error:
                words = str(error)
        self.said.setText(words)
        self.chart.setAccessibleDescription(words)

    def _words(self, step: Step) -> str:
        """Say a step: whose, from when to when, what, by which entry, and how far from the other."""
        name = self.chart.drawn.names[step.which]
        held = self.tr("{name}, {when}: {value}.").format(
            name=name, when=self._when(step), value=", ".join(_said(step))
        )
        title = self._session.titles([step.entry]).get(step.entry, "")
        details = one_line(self._session.details([step.entry]).get(step.entry, ""), 300)
        source = self.tr("“{title}”, {day}").format(title=title, day=day_in_words(step.heard))
        source += f" ({details})." if details else "."
        return " ".join(part for part in (held, source, self._apart(step)) if part)

    def _when(self, step: Step) -> str:
        """Say from when to when a step is shown."""
        start, last = day_in_words(step.start), day_in_words(step.end - 1)
        if step.goes_on:
            return self.tr("from {start} on").format(start=start)
        if step.end - step.start == 1:
            return self.tr("on {start}").format(start=start)
        return self.tr("from {start} to {last}").format(start=start, last=last)

    def _apart(self, step: Step) -> str:
        """Say how far the two are apart when a step begins."""
        gap = next((g for g in self.chart.drawn.gaps if g.start <= step.start < g.end), None)
        if gap is None:
            return ""
        return self.tr("The two are then {apart} apart, of 4 at the most.").format(apart=gap.apart)

    def _go(self) -> None:
        if self.chart.chosen is not None:
            self.entry_requested.emit(self.chart.chosen.entry)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        self.chart.set_theme(theme)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


def _said(step: Step) -> list[str]:
    """Say what a step shows."""
    value = "" if step.value is None else STANCE_WORDS[step.value]
    torn = " or ".join(STANCE_WORDS[reading] for reading in step.readings)
    words = [value, step.non_value or "", f"read as {torn}" if torn else ""]
    words += ["on condition" * step.conditional, "only reported" * step.reported, "stale" * step.is_stale]
    return [word for word in words if word]
