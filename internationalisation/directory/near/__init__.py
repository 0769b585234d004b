"""Near me: from a postcode, a region's name or its code to the organisations around."""
