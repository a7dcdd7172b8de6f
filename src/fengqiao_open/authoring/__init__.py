"""From a report to a package: a first draft, the audit of its numbers, what `refresh` generates."""
