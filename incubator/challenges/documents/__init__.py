"""Documents of a challenge in Word. They are Dutch, whatever the reader's language: a Dutch authority reads them."""
