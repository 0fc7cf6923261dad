"""Documents of the right to challenge, in Word."""
