"""Forms grown from the field tables: a record, its parts, and the cards in which both are edited in place."""
