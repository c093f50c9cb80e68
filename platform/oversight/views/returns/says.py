"""What the scripts of the school's pages say; they carry no words of their own."""

from flask_babel import gettext as _


def upload_says() -> dict[str, str]:
    """Words of static/js/upload.js."""
    return {
        "chosen": _("Chosen: {name} ({size})"),
        "none_chosen": _("No file was chosen. Choose the filled workbook, then upload."),
        "one_only": _("Drop one file at a time."),
        "too_large": _(
            "The file has {size}; at most {limit} can be received. Look for pasted pictures or a wrong file."
        ),
        "sending": _("Sending…"),
        "sent_so_far": _("Sent {sent} of {total}"),
        "storing": _("Sent; the file is being stored safely…"),
        "kept": _("Received. Opening the receipt…"),
        "cancelled": _(
            "Sending was cancelled; nothing was stored. The file is still chosen: press the button to send it."
        ),
        "offline": _(
            "The connection broke and the file did not arrive whole. It is still chosen: "
            "press the button again; the same file never counts twice."
        ),
        "signed_out": _(
            "You have been signed out. The file is still chosen here: "
            "sign in again in a new tab, come back and press the button once more."
        ),
        "sign_in": _("Sign in (new tab)"),
        "failed": _(
            "The file could not be received just now. It is still chosen: wait a moment and press the button again."
        ),
    }


def attach_says() -> dict[str, str]:
    """Words of static/js/attach.js."""
    return {
        "none_chosen": _("No file was chosen. Choose the files to attach first."),
        "too_large": _("“{name}” has {size}; at most {limit} can be attached."),
        "sending": _("File {at} of {count}, {name}: {sent} of {total}"),
        "cancelled": _("Sending “{name}” was cancelled; it was not attached."),
        "offline": _("The connection broke and the file did not arrive. Choose it again; it never counts twice."),
        "signed_out": _(
            "You have been signed out. Sign in again in a new tab, reload this page and choose the file again."
        ),
        "failed": _("“{name}” could not be received just now. Wait a moment and choose it again."),
        "others_kept": _("The other files were attached; reload the page to see them."),
    }


def progress_says() -> dict[str, str]:
    """Words of static/js/progress.js."""
    return {
        "offline": _("No connection at the moment. The check goes on; this page asks again by itself."),
        "unreachable": _(
            "The system does not answer at the moment. Your file is safe; this page asks again by itself."
        ),
        "signed_out": _("You have been signed out. Your file is safe; sign in again and open Returns."),
        "ready": _("Checked:"),
    }


def autosave_says() -> dict[str, str]:
    """Words of static/js/unsaved.js."""
    return {
        "saving": _("saving…"),
        "not_saved": _("not saved yet"),
        "failed": _("Not saved; your text is kept here. Try again in a moment."),
        "offline": _("No connection: your text is kept here and will be saved again by itself."),
        "signed_out": _(
            "You have been signed out: your text is kept here. Sign in in another tab, come back and go on typing."
        ),
        "recalled": _("Your text of last time, not saved yet"),
        "more": _("{n} more characters needed"),
        "length": _("{n} of 500 characters"),
        "nothing": _("(nothing)"),
    }


def form_says() -> dict[str, str]:
    """Words of static/js/form/."""
    return {
        "saving": _("Saving…"),
        "not_saved": _("Not saved yet"),
        "failed": _("Not saved; what you typed is kept here. It will be tried again."),
        "offline": _("No connection: what you typed is kept here and will be saved by itself."),
        "signed_out": _(
            "You have been signed out: what you typed is kept here. Sign in in another tab, come back and go on."
        ),
        "recalled": _("What you typed last time and was not saved yet is back in its fields."),
        "conflict": _("Somebody else changed the same cells: choose what should stand."),
        "keep_mine": _("Keep mine"),
        "take_theirs": _("Take theirs"),
        "put_back": _("Put back"),
        "removed": _("Row removed."),
        "pasted": _("Pasted: {rows} rows."),
        "outside": _("{n} columns did not fit and were left out."),
        "row": _("Row {n}"),
        "checking": _("Checking…"),
        "nothing": _("(nothing)"),
        "chosen": _("{n} chosen"),
    }
