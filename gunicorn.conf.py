"""gunicorn serves the application; settings come from the environment (see .env.example)."""

import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 8
timeout = 60
graceful_timeout = 20
pythonpath = "platform"
control_socket_disable = True
accesslog = None
errorlog = "-"
