"""The incubator for worker cooperatives: learning, founding, finding public work and winning it."""
