"""The site: the sessions as pages that run Python in the browser, without Jupyter and a server."""
