"""The questionnaire: its scale, what it is made of, and the rules it must fulfil."""
