"""Answers about a review turned into what its pages show."""
