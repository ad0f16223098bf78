"""What a newcomer sees: data, and the number of the study that began it."""

FOUNDING = "NCT07233642"
