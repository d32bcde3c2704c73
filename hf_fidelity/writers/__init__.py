"""How a document looks: one module per format."""
