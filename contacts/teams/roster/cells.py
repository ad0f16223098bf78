"""Cells that a spreadsheet program opens. Pure."""

# A spreadsheet runs what begins like this; a quotation mark before it makes it text.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(value: object) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def as_typed(cell: str) -> str:
    """Return a cell without the mark that `harmless` put before it."""
    is_marked = cell.startswith("'") and cell[1:].startswith(FORMULA)
    return cell[1:] if is_marked else cell
