"""Discourse networks of a database: events, affiliations, and the projections of these."""
