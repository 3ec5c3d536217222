"""Export: what a person takes home: an archive, a page, Markdown, a calendar and tables."""
