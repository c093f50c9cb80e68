"""The application object a server imports; the start checks ran before (``houqin serve``)."""

from oversight.app import create_app
from oversight.settings import Settings

app = create_app(Settings.load())
