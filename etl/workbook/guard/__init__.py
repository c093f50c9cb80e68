"""What stands between a stranger's file and our processes.

``structure`` looks at the zip directory only; everything that inflates or parses happens in ``child``, a process with
limits, kept warm by ``pool``. This package stays free of imports, because children start with it.
"""
