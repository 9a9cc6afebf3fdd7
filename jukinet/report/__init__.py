"""One publication as one HTML file that opens anywhere: no network, no fonts or scripts from outside.

Everything in it comes from the published tables. The page is written in Japanese and English at once, and a switch
shows one of the two.
"""

from jukinet.report.page import write_report

__all__ = ["write_report"]
