"""One module per format: from bytes to `ReadNotice` values, with no database in sight. `recognise.read` is the way in."""
