"""The pages of a record. Each is a value built from what the gate opened, drawn as HTML and given as JSON.

page      what a page is, and the register of all of them
ask       what was asked: by whom, of which record, as of which entry, with which filters
serving   from a request to an answer: gate, cache, HTML or JSON
"""
