"""Written reports: short reports on invented negotiations with what they say set down beside them, and their twins.

The reports lie in tests/reading/reports; how one is written is in `gold`. Tests and the comparison share this.
"""
