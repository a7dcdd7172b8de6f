"""What follows from the tables: base units, the denormalised table, derived values, targets."""
