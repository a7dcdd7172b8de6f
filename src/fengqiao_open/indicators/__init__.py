"""The indicator catalogue: what reports print, and which indicator a number of a text is of."""
