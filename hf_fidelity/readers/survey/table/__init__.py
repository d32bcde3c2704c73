"""A file's table: its sheet, its headings, what each column holds, and what explains its codes."""
