"""One publication as one HTML file that opens anywhere: no network, no fonts or scripts from outside.

Everything in it comes from the published tables. The page is written in Japanese and English at once, and a switch
shows one of the two. Nothing is imported here: the other commands must start without what only the report needs.
"""
