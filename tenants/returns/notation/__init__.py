"""The rule notation of returns catalogue 1.6: read, checked, and turned into Python, Excel formulas and words."""
