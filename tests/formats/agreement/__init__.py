"""A second reading of eForms, written from the official list of fields and not from the reader."""
