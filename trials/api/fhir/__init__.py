"""The public records as FHIR R4: only what R4B knows too."""
