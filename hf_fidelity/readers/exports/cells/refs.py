"""Cells as spreadsheets name them."""

_LETTERS = 26


def cell_name(row: int, column: int) -> str:
    """The name of a cell: row 14 from 1, column 6 from 0 is ``G14``."""
    return f"{column_letters(column)}{row}"


def column_letters(column: int) -> str:
    """The letters of a column that counts from 0: 0 is ``A``, 26 is ``AA``."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return letters


def column_number(letters: str) -> int:
    """The column, from 0, of letters in either case."""
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number - 1


def place(name: str) -> tuple[int, int]:
    """Row and column of a cell: ``G14`` is row 14, column 6."""
    letters = name.rstrip("0123456789")
    return int(name[len(letters) :] or 0), column_number(letters)
