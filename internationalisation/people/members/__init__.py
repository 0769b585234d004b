"""The people of an organisation: who keeps its profile, and with which role."""
