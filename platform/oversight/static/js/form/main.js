// The form of a return: without this script its buttons save everything at once, with it everything is saved while typing.

import { isDirty, tell } from "./fields.js";
import { Rows } from "./rows.js";
import { Saving } from "./saving.js";
import { Typing } from "./typing.js";

const FOLLOW = 700; // milliseconds between two questions how far the check is
const MOST = 60;

const form = document.querySelector("form[data-form]");
const says = JSON.parse(form.dataset.says);
const urls = JSON.parse(form.dataset.urls);
const rows = new Rows(form, says);
const saving = new Saving(form, rows, says, urls);
const typing = new Typing(form, rows, saving, says, urls);

const focusFirst = (row) => row?.querySelector("[data-field]")?.focus();

const check = async () => {
  if (!(await saving.flush())) return;
  saving.note(says.checking, "busy");
  const answer = await saving.post(urls.check, {});
  const told = answer ? await answer.json().catch(() => ({})) : {};
  if (!told.status) {
    if (answer) saving.note(told.says || says.failed, "problem");
    return;
  }
  for (let count = 0; count < MOST; count += 1) {
    const state = await fetch(told.status, { credentials: "same-origin", headers: { Accept: "application/json" } })
      .then((each) => each.json())
      .catch(() => ({}));
    if (state.done) {
      const next = new URL(state.next, window.location.href);
      if (next.pathname === window.location.pathname) {
        window.location.hash = next.hash;
        window.location.reload();
      } else window.location.assign(next);
      return;
    }
    await new Promise((resolve) => window.setTimeout(resolve, FOLLOW));
  }
  window.location.assign(told.receipt);
};

const acts = {
  save: () => saving.flush({ isAsked: true }),
  check,
  add: (part) => focusFirst(rows.add(rows.section(part))),
  duplicate: (id) => focusFirst(rows.copy(rows.find(id))),
  remove: (id) => rows.remove(rows.find(id)).focus(),
};

form.addEventListener("submit", (event) => {
  const [act, about] = (event.submitter?.value || "save").split(":");
  if (form.dataset.going) return;
  event.preventDefault();
  if (!acts[act]) {
    // Putting back a row that was taken out before this page was opened: the server does it.
    saving.flush().then((isSaved) => {
      if (!isSaved) return;
      form.dataset.going = "yes";
      form.requestSubmit(event.submitter);
    });
    return;
  }
  acts[act](about);
  if (act !== "save" && act !== "check") saving.touch();
});
form.addEventListener("click", (event) => {
  const id = event.target.dataset?.putBack;
  if (!id) return;
  focusFirst(rows.restore(id));
  saving.touch();
});
form.addEventListener("input", (event) => {
  const field = event.target.closest("[data-field]");
  if (!field) return;
  if ("ticks" in field.dataset) tell(field);
  if (isDirty(field)) saving.touch();
});
form.addEventListener("change", () => {
  if (saving.isPending()) saving.touch(300);
});
window.addEventListener("online", () => saving.flush());
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") saving.flush({ isAsked: true });
});
window.addEventListener("beforeunload", (event) => {
  if (!saving.isPending()) return;
  event.preventDefault();
  event.returnValue = "";
});

form.querySelectorAll("[data-section]").forEach((section) => rows.number(section));
typing.begin();
saving.telling.begin();
saving.recall();
form.classList.add("is-enhanced");
