"""What `validate` reports of changes to the shipped package, and what it does not: run `python benchmarks/detection`."""
