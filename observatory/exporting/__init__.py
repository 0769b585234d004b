"""The whole of a release as files: tidy CSV with a data package, JSON-stat, SDMX-CSV and GeoJSON.

Made once a release and kept beside the long downloads; every file is in English, as codes and columns are.
"""
