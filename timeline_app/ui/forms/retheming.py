"""Shows forms that are open in other colours, without building them anew: what is half typed stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from timeline_app.ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Iterable


def retheme(root: QWidget, theme: Theme) -> None:
    """Give a widget and all within it that paint, or make what paints, another theme."""
    within: Iterable[QWidget] = root.findChildren(QWidget)
    for widget in (root, *within):
        if isinstance(getattr(widget, "_theme", None), Theme):
            widget._theme = theme  # noqa: SLF001  # pyright: ignore[reportAttributeAccessIssue]
            widget.update()
