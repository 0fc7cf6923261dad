"""The solidarity fund between the cooperatives of a neighbourhood: who puts in, who is supported, who lends people to another."""
