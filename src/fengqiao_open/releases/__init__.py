"""Releases: one held against another cell by cell, the version that the change calls for, and older ones read.

`reading` finds a release in a folder, an archive or a git revision; `comparison` lists what changed as
`changes`; `errata` writes the corrections into a changelog; `kept` reads a release that a user names.
"""
