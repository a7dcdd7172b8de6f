"""The folder, zip archive or wheel that holds a Data Package: found, read within bounds, written whole."""
