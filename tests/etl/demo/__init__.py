"""Tests of etl.demo."""
