"""Releases: one compared with another cell by cell, and the version that the changes require.

`reading` finds a release in a folder, an archive or a git revision; `comparison` lists what changed as
`changes`; `errata_table` has their reasons, and `errata` writes both as Markdown.
"""
