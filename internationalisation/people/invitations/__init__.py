"""Invitations: a link by mail, for one address and a fortnight."""
