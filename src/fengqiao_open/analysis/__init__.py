"""What follows from the tables: base units, the denormalised table, derived values with their intervals, targets."""
