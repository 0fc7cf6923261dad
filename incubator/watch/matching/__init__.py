"""The engine that says how well a notice fits a profile, and why: plain Python, thousands of notices a second."""
