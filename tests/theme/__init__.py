"""Tests of the theme's scripts that need no page."""
