"""What a page will show, piece by piece: compared with what it shows before any widget is made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from timeline_app.ui.forms.pieces import WORDED, Page

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

    def goes_onto(self, page: Page, before: Sketch) -> bool:
        """Show it on a page that shows another; False, and nothing done, where other widgets are needed.

        Other words in the same place leave the widgets as they are, for new ones cost a layout.
        """
        if not self._is_built_like(before):
            return False
        worded = [(old, new) for old, new in zip(before.pieces, self.pieces, strict=True) if _has_words(new)]
        for number, (old, new) in enumerate(worded):
            if old != new:
                page.reword(number, *new[1:])
        return True

    def _is_built_like(self, other: Sketch) -> bool:
        """Tell whether only pieces differ that can show something else."""
        both = zip(self.pieces, other.pieces, strict=False)
        return len(self.pieces) == len(other.pieces) and all(
            one == another or (one[0] == another[0] and _has_words(one) and _has_words(another))
            for one, another in both
        )


def _has_words(piece: tuple[object, ...]) -> bool:
    """Tell whether a piece is there and can show something else."""
    return piece[0] in WORDED and bool(piece[1])
