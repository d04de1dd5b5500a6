"""The claim library: law, intake, cases and Korean text, with no bot framework and no web server in it."""
