"""What became of positions: the log of their changes, and two days side by side."""
