"""What the selected range of days holds, in numbers."""
