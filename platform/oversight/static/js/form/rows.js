// Rows of a form: added, copied, taken out and put back; every one of them can be undone.

import { fieldsOf, put, read } from "./fields.js";

export class Rows {
  constructor(form, says) {
    this.form = form;
    this.says = says;
    this.gone = new Map(); // id -> the row taken out here
    this.asked = new Map(); // id -> {part, removed}: to be saved
  }

  all() {
    return Array.from(this.form.querySelectorAll("[data-row]"));
  }

  of(section) {
    return Array.from(section.querySelectorAll("[data-rows] > [data-row]"));
  }

  find(id) {
    return this.form.querySelector(`[data-row="${CSS.escape(id)}"]`);
  }

  section(part) {
    return this.form.querySelector(`[data-section="${CSS.escape(part)}"]`);
  }

  canAdd(section) {
    return Boolean(section.querySelector("template[data-blank]"));
  }

  // A new row at the end, or after another.
  add(section, { id = crypto.randomUUID(), after = null, position = null, isFresh = true } = {}) {
    const blank = section.querySelector("template[data-blank]");
    const copy = document.createElement("template");
    copy.innerHTML = blank.innerHTML.replaceAll("__row__", id);
    const row = copy.content.querySelector("[data-row]");
    const rows = this.of(section);
    const before = after || rows[rows.length - 1];
    const next = after ? rows[rows.indexOf(after) + 1] : undefined;
    const last = before ? Number(before.dataset.position) : 0;
    row.dataset.position = position ?? (next ? (last + Number(next.dataset.position)) / 2 : last + 1);
    if (isFresh) row.dataset.fresh = "yes";
    if (position !== null) this.place(section, row);
    else if (before) before.after(row);
    else section.querySelector("[data-rows]").append(row);
    this.number(section);
    return row;
  }

  copy(row) {
    const made = this.add(row.closest("[data-section]"), { after: row });
    const texts = fieldsOf(row).map(read);
    fieldsOf(made).forEach((field, at) => put(field, texts[at]));
    return made;
  }

  // Out of sight, with a line below the rows that puts it back.
  remove(row, { isAsked = true } = {}) {
    const section = row.closest("[data-section]");
    const id = row.dataset.row;
    if (row.dataset.fresh) this.asked.delete(id);
    else if (isAsked) this.asked.set(id, { part: row.dataset.part, removed: true });
    this.gone.set(id, row);
    const line = document.createElement("li");
    line.dataset.rowId = id;
    const words = fieldsOf(row).map(read).filter(Boolean).join(" · ").slice(0, 80);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-sm btn-outline-secondary";
    button.textContent = this.says.put_back;
    button.dataset.putBack = id;
    line.append(`${this.says.removed} ${words} `, button);
    section.querySelector("[data-removed]").append(line);
    row.remove();
    this.number(section);
    return button;
  }

  restore(id, { isAsked = true } = {}) {
    const row = this.gone.get(id);
    if (!row) return null;
    const section = this.section(row.dataset.part);
    this.place(section, row);
    this.gone.delete(id);
    section.querySelector(`[data-removed] [data-row-id="${CSS.escape(id)}"]`)?.remove();
    if (isAsked && !row.dataset.fresh) this.asked.set(id, { part: row.dataset.part, removed: false });
    else this.asked.delete(id);
    this.number(section);
    return row;
  }

  place(section, row) {
    const position = Number(row.dataset.position);
    const next = this.of(section).find((each) => Number(each.dataset.position) > position);
    if (next) next.before(row);
    else section.querySelector("[data-rows]").append(row);
  }

  number(section) {
    const isGrid = Boolean(section.querySelector(".form-grid"));
    this.of(section).forEach((row, at) => {
      const place = row.querySelector("[data-number]");
      if (place) place.textContent = isGrid ? String(at + 1) : this.says.row.replace("{n}", at + 1);
    });
  }
}
