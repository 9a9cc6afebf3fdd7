"""Every bad input that is tested: the cases are data, and each says what a user is told."""
