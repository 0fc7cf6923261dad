"""Open data: what the features give out, at addresses with a version, in formats that machines and spreadsheets read."""
