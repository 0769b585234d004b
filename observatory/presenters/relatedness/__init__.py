"""Relatedness in words, pictures and tables: which industry groups go together, and what lies close to a region."""
