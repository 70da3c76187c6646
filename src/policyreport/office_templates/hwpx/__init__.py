"""Templates drawn in 한글."""
