// Saves by itself a moment after typing stops, one save after the other; what cannot be saved stays and is tried again.

import { fieldOf, fieldsOf, isDirty, keep, put, read, receive } from "./fields.js";
import { Telling } from "./telling.js";

const PAUSE = 1200;
const AGAIN = 8000;

export class Saving {
  constructor(form, rows, says, urls) {
    Object.assign(this, { form, rows, says, urls });
    this.state = form.querySelector("[data-state]");
    this.copyKey = `houqin:form:${window.location.pathname}`;
    this.line = Promise.resolve();
    this.timer = null;
    this.telling = new Telling(form, rows, says, () => this.touch(0));
  }

  note(text, kind = "") {
    this.state.textContent = text;
    this.state.dataset.kind = kind;
  }

  // Something was typed.
  touch(pause = PAUSE) {
    this.remember();
    this.note(this.says.not_saved, "busy");
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.flush(), pause);
  }

  isPending() {
    return this.collect().length > 0 || this.form.querySelector("[data-clash]") !== null;
  }

  // Saves now; true when nothing is left to save.
  flush({ isAsked = false } = {}) {
    window.clearTimeout(this.timer);
    this.line = this.line.then(() => this.save({ isAsked })).catch(() => this.later(this.says.failed));
    return this.line.then(() => !this.isPending());
  }

  collect() {
    const found = [];
    for (const row of this.rows.all()) {
      const cells = {};
      for (const field of fieldsOf(row)) {
        if (isDirty(field) && !field.dataset.clash) cells[field.dataset.field] = [field.dataset.kept, read(field)];
      }
      const asked = this.rows.asked.get(row.dataset.row);
      if (!asked && !row.dataset.fresh && !Object.keys(cells).length) continue;
      const told = { id: row.dataset.row, part: row.dataset.part, cells };
      if (row.dataset.fresh) told.position = Number(row.dataset.position);
      if (asked) told.removed = asked.removed;
      found.push(told);
    }
    for (const [id, asked] of this.rows.asked) {
      if (asked.removed) found.push({ id, part: asked.part, cells: {}, removed: true });
    }
    return found;
  }

  async save({ isAsked, isRetry = false }) {
    const rows = this.collect();
    if (!rows.length && !isAsked) return;
    this.note(this.says.saving, "busy");
    const answer = await this.post(this.urls.save, { seen: Number(this.form.dataset.seen), rows });
    if (!answer) return;
    const told = await answer.json().catch(() => ({}));
    if (answer.ok || (answer.status === 409 && told.conflicts)) {
      this.settle(rows, told);
    } else if (answer.status === 400 && told.reason === "csrf" && !isRetry) {
      await this.renewToken();
      await this.save({ isAsked, isRetry: true });
    } else if (answer.status === 401 || (answer.status === 400 && told.reason === "csrf")) {
      this.later(this.says.signed_out);
    } else if (answer.status >= 500) {
      this.later(this.says.failed);
    } else {
      this.note(told.says || this.says.failed, "problem");
    }
  }

  async post(url, body) {
    try {
      return await fetch(url, {
        method: "POST",
        body: JSON.stringify(body),
        credentials: "same-origin",
        headers: {
          Accept: "application/json",
          "Content-Type": "application/json",
          "X-CSRFToken": this.form.querySelector("input[name=csrf_token]").value,
        },
      });
    } catch {
      this.later(this.says.offline);
      return null;
    }
  }

  later(words) {
    this.note(words, "problem");
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.flush(), AGAIN);
  }

  async renewToken() {
    const answer = await fetch(window.location.pathname, { credentials: "same-origin", headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("form[data-form] input[name=csrf_token]");
    if (fresh) this.form.querySelector("input[name=csrf_token]").value = fresh.value;
  }

  // What was sent is kept but for the cells that somebody else changed; then what others did, and what was found.
  settle(sent, told) {
    const refused = new Set(told.conflicts.map((each) => `${each.row} ${each.field ?? ""}`));
    for (const each of sent) {
      const isLost = refused.has(`${each.id} `);
      if (each.removed !== undefined && this.rows.asked.get(each.id)?.removed === each.removed) {
        this.rows.asked.delete(each.id);
      }
      const row = this.rows.find(each.id) || this.rows.gone.get(each.id);
      if (!row) continue;
      if (!isLost) delete row.dataset.fresh;
      for (const [code, [, after]] of Object.entries(each.cells)) {
        if (!isLost && !refused.has(`${each.id} ${code}`)) keep(fieldOf(row, code), after);
      }
    }
    this.form.dataset.seen = told.revision;
    told.rows.forEach((each) => this.apply(each, refused));
    told.conflicts.filter((each) => each.field).forEach((each) => this.telling.clash(each));
    this.telling.remark(told.remarks);
    this.telling.total(told.totals);
    this.telling.tick();
    const isClashing = this.form.querySelector("[data-clash]") !== null;
    this.note(isClashing ? this.says.conflict : `${told.says} · ${told.words}`, isClashing ? "problem" : "kept");
    this.remember();
  }

  // A row as the server holds it: what is being typed here stays.
  apply(each, refused) {
    let row = this.rows.find(each.id);
    const gone = this.rows.gone.get(each.id);
    const section = this.rows.section(each.part);
    if (each.removed) {
      if (!row) return;
      const isTyped = fieldsOf(row).some(isDirty);
      if (isTyped && refused.has(`${each.id} `)) this.telling.lose(row, each.who);
      else if (!isTyped && !this.rows.asked.has(each.id)) this.rows.remove(row, { isAsked: false });
      return;
    }
    if (gone && !this.rows.asked.has(each.id)) row = this.rows.restore(each.id, { isAsked: false });
    if (!row && gone) return;
    if (!row && !this.rows.canAdd(section)) return;
    const isNew = !row;
    row = row || this.rows.add(section, { id: each.id, position: each.position, isFresh: false });
    for (const field of fieldsOf(row)) {
      const text = each.cells[field.dataset.field] || "";
      if (text === field.dataset.kept || isDirty(field) || field.dataset.clash) continue;
      receive(field, text);
      if (!isNew && each.who) this.telling.sign(field, each.who);
    }
    const by = row.querySelector("[data-by]");
    if (isNew && by) by.textContent = each.who;
  }

  // A copy of what is not saved, in this tab alone: it outlives a reload. Of persons nothing is left on the computer.
  remember() {
    if ("private" in this.form.dataset) return;
    const rows = this.collect().filter((each) => !each.removed);
    try {
      if (rows.length) window.sessionStorage.setItem(this.copyKey, JSON.stringify(rows));
      else window.sessionStorage.removeItem(this.copyKey);
    } catch {
      // Storage may be switched off on a shared computer; the text is still in its field.
    }
  }

  recall() {
    let rows = [];
    try {
      rows = JSON.parse(window.sessionStorage.getItem(this.copyKey) || "[]");
    } catch {
      return;
    }
    let count = 0;
    for (const each of rows) {
      const section = this.rows.section(each.part);
      let row = this.rows.find(each.id);
      if (!row && each.position !== undefined && section && this.rows.canAdd(section)) {
        row = this.rows.add(section, { id: each.id, position: each.position });
      }
      for (const [code, [, text]] of Object.entries(each.cells)) {
        const field = row && fieldOf(row, code);
        if (!field || read(field) === text) continue;
        put(field, text);
        count += 1;
      }
    }
    if (count) {
      this.touch();
      this.note(this.says.recalled, "problem");
    }
  }
}
