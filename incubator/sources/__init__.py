"""Where notices come from: which services are read, how each kind is walked, and how they are doing."""
