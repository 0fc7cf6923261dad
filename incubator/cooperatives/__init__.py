"""The group that becomes a cooperative: who takes part, its phase and milestones, and its dossier of facts."""
