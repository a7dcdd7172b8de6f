"""Tables of any size: the same checks in batches, on one machine or a cluster.

A prefilter of expressions, compiled from the schema, passes most rows of a batch at once. The functions that
check a small package check the others, for the same findings. Keys are compared as hashes across batches and
files, then cell by cell. It needs the extra `large`, and is imported only where used.
"""
