"""Day, month and year stand without a comma in Arabic; a number has a point."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y، P"
# As CLDR writes numbers in Latin digits.
DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
