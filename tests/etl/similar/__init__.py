"""Tests of finding similar schools."""
