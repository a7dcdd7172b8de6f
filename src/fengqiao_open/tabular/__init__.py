"""CSV files as tables: rows of text, typed DataFrames, pandera schemas."""
