"""The process that touches strangers' files: no environment, little memory and time, no files, nothing to write to.

It answers on standard output, one request after another: a line with a task and the length of the file that follows;
back come a line with the length and so many bytes. JSON only, never pickle: the parent must not trust this process.
"""

import json
import resource
import sys
import time
from typing import Any, BinaryIO

MEMORY_BYTES = 2**30
CPU_SECONDS = 20


def main() -> None:
    """Serve until the parent hangs up."""
    from etl.workbook.guard.delimited import read_delimited
    from etl.workbook.guard.grids import read_grids
    from etl.workbook.guard.marking import mark
    from etl.workbook.guard.open_document import read_open_document

    tasks = {"xlsx": read_grids, "ods": read_open_document, "text": read_delimited, "mark": mark}
    _limit()
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever a library prints stays out of the answers
    while line := requests.readline():
        request = json.loads(line)
        blob = requests.read(request["bytes"])
        _allow_cpu()
        _answer(answers, _done(tasks[request["task"]], blob, request["with"]))
        del blob


def _done(task: Any, blob: bytes, options: dict[str, Any]) -> bytes:
    from etl.workbook.guard.grids import as_json
    from etl.workbook.guard.verdict import Refused

    try:
        given = task(blob, **options)
    except Refused as verdict:
        return json.dumps({"refused": verdict.code, "values": verdict.values}).encode()
    except MemoryError:
        return json.dumps({"refused": "needs_too_much", "values": {}}).encode()
    except Exception as broken:  # a broken file has many ways to say so; none may end this process
        return json.dumps({"refused": "damaged", "values": {}, "kind": type(broken).__name__}).encode()
    if isinstance(given, bytes):
        return given
    return as_json(given)


def _answer(answers: BinaryIO, content: bytes) -> None:
    answers.write(b"%d\n" % len(content))
    answers.write(content)
    answers.flush()


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def _allow_cpu() -> None:
    """So many seconds from now; the kernel ends the process after them."""
    spent = time.process_time()
    resource.setrlimit(resource.RLIMIT_CPU, (int(spent) + CPU_SECONDS, resource.RLIM_INFINITY))
