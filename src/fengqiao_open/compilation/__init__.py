"""Many packages: found, validated, merged into one dataset and read from it."""
