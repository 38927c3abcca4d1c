"""Small charts, drawn with pyqtgraph and imported when first opened: positions over time."""
