"""The public records for other programs: JSON, FHIR, feeds. Read-only."""
