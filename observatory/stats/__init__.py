"""Pure statistics on numbers and numpy arrays. NaN means "no figure" and spreads; zero is a value.

Axis letters in the docstrings: Y years, R regions, C countries, S sections, D divisions, I industries, G groups.
"""
