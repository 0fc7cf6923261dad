"""Papers and files of anchors: the letter, the analysis in Word and Excel, and open data."""
