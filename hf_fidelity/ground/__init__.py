"""What every floor stands on: safe text, findings, dates, strict models and strict JSON. Nothing of the field."""
