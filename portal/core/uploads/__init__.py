"""What people upload is looked at before it is kept: size, true format, what else it may be, what it unpacks to."""
