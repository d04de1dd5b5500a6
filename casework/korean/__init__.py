"""Reading Korean as workers write it: dates, times, body parts, amounts, places, answers.

Pure: standard library only, no clock, no files. Runs on Python 3.10 too, because the engine's extractors call it.
"""
