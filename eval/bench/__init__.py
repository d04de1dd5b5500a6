"""One script a measure: `./ieum bench NAME`. Each ends with one JSON line and writes eval/results/NAME.json."""
