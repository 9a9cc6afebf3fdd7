"""Made publications by the thousand, and the same reconciliation by other means."""
