"""Watching public notices for cooperatives: profiles, matching with reasons, opportunities, alerts."""
