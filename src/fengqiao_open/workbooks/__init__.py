"""Workbooks (XLSX) that a person edited: read, compared with the tables of a package, and written back into
them.
"""
