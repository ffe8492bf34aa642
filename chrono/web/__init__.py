"""The web: the page and the answers of a log to readers in a browser, as the log grows."""
