"""From a package to a report: descriptor, files, cells, keys, rules, known issues, fixes."""
