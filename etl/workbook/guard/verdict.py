"""The word by which the guard refuses a file."""


class Refused(Exception):
    """The file is not read; ``code`` is one of ``etl.workbook.messages``, the values fill its text."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
