"""Citations of the data or a selection of it."""
