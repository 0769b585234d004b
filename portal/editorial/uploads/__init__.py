"""Wagtail's forms for images and documents with the portal's checks: pages, choosers and multiple uploads use them."""
