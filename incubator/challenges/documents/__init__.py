"""Documents of the right to challenge, as data: Dutch, because an authority reads them."""
