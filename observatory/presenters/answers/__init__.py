"""Ready-made questions, exposure, what changed between releases, and known gaps, as readers see them."""
