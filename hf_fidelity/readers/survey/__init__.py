"""Survey exports: files of strangers → counts per team and quarter, and findings that name the cell."""
