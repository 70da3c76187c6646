"""Templates drawn in Excel."""
