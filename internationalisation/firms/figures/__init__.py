"""Figures of single firms: private until the organisation of which a firm is a member confirms that they are public."""
