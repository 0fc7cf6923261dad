"""Results in figures: what a neighbourhood and all of them come to, each figure with its unit, source, period, certainty and range."""
