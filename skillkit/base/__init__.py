"""Base: what every other package stands on; it knows no noun of the workshop."""
