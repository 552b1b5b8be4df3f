"""Measurements: ratios against a floor of the same run. Run by `make bench`, not by pytest."""
