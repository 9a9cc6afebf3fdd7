"""Tests of jukinet.ingest, and the made-up prints they read."""
