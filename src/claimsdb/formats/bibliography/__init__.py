"""Articles in the formats of reference managers: CSL-JSON, RIS and BibTeX."""
