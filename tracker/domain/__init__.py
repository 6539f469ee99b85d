"""The rules of Tend: values in, values out. No clock, no database, no web."""
