"""Dash pages: a layout, ids as constants, and callbacks that only wire."""
