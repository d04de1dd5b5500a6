"""What is needed to develop and install. Nothing here runs in operation; standard library only."""
