"""The desk: a page on a clerk's own machine, on which a report becomes a package.

A decision goes one way: a request becomes changes of cells (`decisions`), these are logged (`log`), applied
to the tables (`changes`) and written (`store`). The page shows what `numbers` and `cards` make of the tables.
"""
