"""Remarks: what somebody writes about a day of a track."""

REMARK_LENGTH = 500
LONGEST_REMARK = 2000  # of those that were written elsewhere
