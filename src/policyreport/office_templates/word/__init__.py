"""Templates drawn in Word."""
