"""How gunicorn serves the application (``houqin serve``, ``gunicorn.conf.py``); the rest comes from the environment."""

import os

from prometheus_client.multiprocess import mark_process_dead

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 8
timeout = 60
graceful_timeout = 20
keepalive = 5
control_socket_disable = True  # its default place in the home directory is shared by all servers of a user
accesslog = None  # oversight.logs writes one line a request, without addresses
errorlog = "-"


def child_exit(_server: object, worker: object) -> None:
    """Take a dead process out of the figures of the living."""
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        mark_process_dead(getattr(worker, "pid", 0))  # type: ignore[no-untyped-call]  # the library is typed in parts
