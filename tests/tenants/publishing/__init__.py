"""Tests of tenants.publishing."""
