"""Day, month and year stand without a comma in Arabic."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y، P"
