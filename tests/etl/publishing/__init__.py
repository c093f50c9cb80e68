"""Tests of etl.publishing."""
