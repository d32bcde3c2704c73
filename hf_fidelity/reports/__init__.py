"""What is told: neutral documents, built from values, before any format."""
