"""Findings, the report on a package, and the catalogue of codes and their messages."""
