"""Finding entries: the search field, and the bar of filters."""
