"""What a page will show, piece by piece: compared with what it shows before any widget is made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from timeline_app.ui.forms.pieces import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.ui.paint.swatch import Swatch
    from timeline_app.ui.theme import Theme


@dataclass
class Sketch:
    """The pieces of a page, from top to bottom; the methods are those of `Page`."""

    pieces: list[tuple[object, ...]] = field(default_factory=list[tuple[object, ...]])

    def _add(self, *piece: object) -> None:
        self.pieces.append(piece)

    def kicker(self, text: str) -> None:
        """Add the small line over a title."""
        self._add("kicker", text)

    def title(self, text: str) -> None:
        """Add a title."""
        self._add("title", text)

    def heading(self, text: str) -> None:
        """Add the heading of a section."""
        self._add("heading", text)

    def text(self, text: str) -> None:
        """Add a paragraph."""
        self._add("text", text)

    def muted(self, text: str) -> None:
        """Add a line in the background."""
        self._add("muted", text)

    def party(self, text: str, flag: str | None) -> None:
        """Add somebody who acts, with the flag of the time."""
        self._add("party", text, flag)

    def stance(self, swatch: Swatch, topic: str, words: str) -> None:
        """Add a stance: chip, proposition, value in words."""
        self._add("stance", swatch, topic, words)

    def quote(self, over: str, text: str) -> None:
        """Add words of a source, or what it says in ours, set off from the rest."""
        self._add("quote", over, text)

    def link(self, words: str, title: str, entry: int) -> None:
        """Add a link to another entry."""
        self._add("link", words, title, entry)

    def page(self, theme: Theme, follow: Callable[[int], None]) -> Page:
        """Make the page; `follow` is called with the entry that a link leads to."""
        page = Page(theme)
        page.entry_requested.connect(follow)
        for name, *arguments in self.pieces:
            getattr(page, str(name))(*arguments)
        return page
