"""Everything of the selected entry."""
