"""The roles of the database (design 4): who owns, and who logs in with which reach."""

OWNER = "houqin_owner"  # owns every table, logs in nowhere; revisions run as it
LISTED = "houqin_listed"  # accounts whose scope is a list of schools: clerks, heads, inspectors
DISTRICT = "houqin_district"  # accounts that see their whole district
LOGIN = "houqin_login"  # accounts and sessions only, before a scope exists
WORKER = "houqin_worker"  # jobs, one district at a time
PUBLIC = "houqin_public"  # what was released, nothing else
BACKUP = "houqin_backup"  # reads everything for dumps, logs in nowhere

APPLICATION_ROLES = (LISTED, DISTRICT, LOGIN, WORKER, PUBLIC)
