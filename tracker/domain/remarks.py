"""Remarks: what somebody writes about a day of a track."""

REMARK_LENGTH = 500
