"""The web form of a return: its sections and inputs as shown, and what a browser sends back."""
