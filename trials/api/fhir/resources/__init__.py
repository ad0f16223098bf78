"""Resources of FHIR as plain values."""
