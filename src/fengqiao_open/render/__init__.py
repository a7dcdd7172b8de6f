"""Reports in each of their forms: one module per form, each from the same record."""
