"""For `gunicorn oversight.wsgi:app` from this directory; `houqin serve` checks first and serves in the same way."""

import sys

sys.path.insert(0, "platform")

from oversight.serving import *  # noqa: F403 - gunicorn reads the names of this module

pythonpath = "platform"
