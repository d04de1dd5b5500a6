"""Pure rules: standard library only, no clock, files, environment or randomness."""
