"""The web application: settings, access, pages, command line and wiring."""
