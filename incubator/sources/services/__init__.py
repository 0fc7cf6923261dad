"""What is done with sources: chosen, tried, read and reported on."""
