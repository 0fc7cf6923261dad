"""Papers of meetings, in Dutch: members and notaries read them."""
