"""Authority files, Popolo and SKOS in JSON, in and out of the archive."""
