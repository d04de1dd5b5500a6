"""Workers' pages, staff's desks and three ways to run the system, for the hand-off contract."""
