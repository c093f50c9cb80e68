"""The REST API for programs: an application of its own under ``/api/v1``, over the very services of the pages."""
