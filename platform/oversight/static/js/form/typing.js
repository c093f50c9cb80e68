// Moving through the inputs by keyboard, and a block pasted from a spreadsheet, cleaned by the server.

import { fieldOf, fieldsOf, isLocked, put, read } from "./fields.js";

const MOVES = { ArrowUp: -1, ArrowDown: 1, Enter: 1 };

const go = (field) => {
  if (!field) return false;
  field.focus();
  if (field.tagName === "INPUT" && field.type === "text") field.select();
  return true;
};

export class Typing {
  constructor(form, rows, saving, says, urls) {
    Object.assign(this, { form, rows, saving, says, urls });
    this.undo = form.querySelector("[data-undo]");
  }

  begin() {
    this.form.addEventListener("keydown", (event) => this.key(event));
    this.form.addEventListener("paste", (event) => this.paste(event));
    this.undo.addEventListener("click", () => this.takeBack());
  }

  key(event) {
    const field = event.target.closest("[data-field]");
    if (event.ctrlKey && event.key === "s") {
      event.preventDefault();
      this.saving.flush({ isAsked: true });
      return;
    }
    if (!field || event.isComposing || event.altKey || event.metaKey) return;
    const row = field.closest("[data-row]");
    const section = row.closest("[data-section]");
    if (event.ctrlKey && event.key === "Enter") {
      event.preventDefault();
      if (this.rows.canAdd(section)) go(fieldsOf(this.rows.add(section, { after: row }))[0]);
      this.saving.touch();
      return;
    }
    if (event.ctrlKey) return;
    const isPlain = field.tagName === "INPUT" && field.type === "text";
    const isGrid = row.tagName === "TR";
    if (event.key === "Enter" && field.tagName !== "TEXTAREA" && !("ticks" in field.dataset)) {
      event.preventDefault();
      if (isGrid) this.step(row, field, event.shiftKey ? -1 : 1);
      else this.along(field, event.shiftKey ? -1 : 1);
    } else if (isGrid && isPlain && event.key in MOVES) {
      event.preventDefault();
      this.step(row, field, MOVES[event.key]);
    } else if (isGrid && isPlain && event.key === "ArrowLeft" && field.selectionEnd === 0) {
      if (this.beside(row, field, -1)) event.preventDefault();
    } else if (isGrid && isPlain && event.key === "ArrowRight" && field.selectionStart === field.value.length) {
      if (this.beside(row, field, 1)) event.preventDefault();
    }
  }

  step(row, field, by) {
    const rows = this.rows.of(row.closest("[data-section]"));
    const next = rows[rows.indexOf(row) + by];
    if (next) go(fieldOf(next, field.dataset.field));
  }

  beside(row, field, by) {
    const fields = fieldsOf(row);
    return go(fields[fields.indexOf(field) + by]);
  }

  along(field, by) {
    const fields = fieldsOf(this.form);
    go(fields[fields.indexOf(field) + by]);
  }

  async paste(event) {
    const field = event.target.closest("[data-field]");
    const text = (event.clipboardData?.getData("text/plain") || "").replace(/\r\n?/g, "\n").replace(/\n$/, "");
    if (!field || !/[\t\n]/.test(text)) return;
    if (field.tagName === "TEXTAREA" && !text.includes("\t")) return;
    event.preventDefault();
    const row = field.closest("[data-row]");
    const fields = fieldsOf(row);
    const codes = fields.slice(fields.indexOf(field)).map((each) => each.dataset.field);
    const isDown = row.tagName !== "TR" && !text.includes("\t"); // one column falls on the fields below each other
    const block = isDown ? text.replaceAll("\n", "\t") : text;
    const answer = await this.saving.post(this.urls.clean, { part: row.dataset.part, fields: codes, block });
    const told = answer ? await answer.json().catch(() => ({})) : {};
    if (told.rows) this.fill(row, codes, told);
    else this.saving.note(told.says || this.says.failed, "problem");
  }

  fill(first, codes, told) {
    const section = first.closest("[data-section]");
    const rows = this.rows.of(section);
    const done = { texts: [], rows: [] };
    told.rows.forEach((texts, down) => {
      let row = rows[rows.indexOf(first) + down];
      if (!row) {
        if (!this.rows.canAdd(section)) return;
        row = this.rows.add(section);
        rows.push(row);
        done.rows.push(row);
      }
      texts.forEach((text, across) => {
        const field = fieldOf(row, codes[across]);
        if (isLocked(field)) return;
        done.texts.push([field, read(field)]);
        put(field, text);
      });
    });
    this.saving.touch();
    const words = [this.says.pasted.replace("{rows}", told.rows.length)];
    if (told.outside) words.push(this.says.outside.replace("{n}", told.outside));
    this.saving.note(words.join(" "), "busy");
    this.done = done;
    this.undo.hidden = false;
  }

  // The last paste, undone: as if it were typed back.
  takeBack() {
    this.done.texts.forEach(([field, text]) => put(field, text));
    this.done.rows.forEach((row) => row.isConnected && this.rows.remove(row));
    this.undo.hidden = true;
    this.saving.touch();
  }
}
