"""Months are written out, as CLDR and the scripts of the pages write them."""

DATE_FORMAT = "F j, Y"
DATETIME_FORMAT = r"F j, Y \a\t P"
