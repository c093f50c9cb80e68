"""The bureau's calendar: periods, due dates, working days, parameters, and what is owed when."""
