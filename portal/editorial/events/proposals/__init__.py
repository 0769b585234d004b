"""Cluster managers propose events; editors check and publish them."""
