"""What others say about it: quotations, speakers, dates and statements, taken from prose for a person to accept.

Report         the text as read, its source by digest, its day
read(report)   -> Reading: items, each tied to characters; and every sentence that was not read
"""
