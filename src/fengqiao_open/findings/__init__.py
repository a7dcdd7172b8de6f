"""What is wrong, as one record: findings, the report on a package, and the catalogue of their codes and messages."""
