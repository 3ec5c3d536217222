"""Migrations: the steps from each released schema to the one of today."""
