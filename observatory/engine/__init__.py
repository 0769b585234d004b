"""The engine as a tool: the functions behind the pages, applied to any table of regions by industry groups.

`reading` checks a table and `published` its totals, `cube` spreads them over years × regions × groups, `analysis`
computes, `writing` writes tidy CSV, `summary` says in words what was found. No database, no request.
"""
