"""What machines harvest: the descriptor as DCAT-AP, schema.org, Croissant, CSVW, CFF and DataCite.

One file per format. Each takes the `Facts` of a package and returns a value; nothing is written here.
"""
