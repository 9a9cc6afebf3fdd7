"""The published tables as one workbook, with a cover and a sheet that explains the columns."""

from jukinet.excel.workbook import FILE, write_workbook

__all__ = ["FILE", "write_workbook"]
