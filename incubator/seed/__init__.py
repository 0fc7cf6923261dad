"""The demo: a fictional district with four groups, their coaches and a manager; written through the services, repeatable."""
