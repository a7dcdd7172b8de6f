"""Compilations of many packages: the same checks on tables of any size, in batches, on one machine or a cluster.

A batch is first looked at all at once by expressions compiled from the schema (`screens`), which only tell the
rows that are surely sound; every other row goes through the very functions that check a small package. So a
large table gets the findings that a small one would, and sound rows cost little. Keys that must hold across
batches and files are compared as hashes, and every hit is looked at again.

Nothing here is imported unless a compilation is asked for; it needs the extra `large`.
"""
