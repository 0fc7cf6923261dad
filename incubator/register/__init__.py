"""The register of members (ledenregister): who is a member, since when, until when, by which decision, and what they paid in."""
