"""Dates as Unicode CLDR writes them, where Django's own formats differ."""
