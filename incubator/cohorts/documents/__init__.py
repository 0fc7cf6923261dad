"""What is taken away: the hours of coaches as a table, the certificate as a Word document."""
