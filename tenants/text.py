"""Words in the two languages of the house."""

from typing import Literal, NamedTuple

Lang = Literal["zh", "en"]


class Text(NamedTuple):
    """One label or message, Chinese first."""

    zh: str
    en: str

    def say(self, lang: Lang) -> str:
        """The words in one language; Chinese where English is empty (registry names)."""
        return self.en if lang == "en" and self.en else self.zh

    def fill(self, **values: object) -> "Text":
        """The same text with its ``{placeholders}`` filled in both languages; a Text value gives each language its own."""

        def one(lang: Lang) -> str:
            return self.say(lang).format(**{k: v.say(lang) if isinstance(v, Text) else v for k, v in values.items()})

        return Text(one("zh"), one("en"))
