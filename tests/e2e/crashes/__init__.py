"""Kill processes under scripted workers and look at what is left."""
