"""Pages of several regions taken as one."""
