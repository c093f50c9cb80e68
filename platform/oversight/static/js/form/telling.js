// What a save answers, at the fields: findings, totals, what others wrote, and the choice where two wrote different things.

import { fieldOf, fieldsOf, read, receive } from "./fields.js";

export class Telling {
  constructor(form, rows, says, chosen) {
    Object.assign(this, { form, rows, says, chosen });
  }

  // Who wrote what just appeared in a field; it goes when the field is typed in.
  sign(field, who) {
    const box = this.box(field);
    box.querySelector(".by")?.remove();
    const line = document.createElement("p");
    line.className = "by mb-0";
    line.textContent = who;
    box.prepend(line);
    field.addEventListener("input", () => line.remove(), { once: true });
  }

  box(field) {
    return field.closest("[data-cell]").querySelector("[data-remarks]");
  }

  // Both texts at the cell, and the choice.
  clash(told) {
    const row = this.rows.find(told.row);
    const field = row && fieldOf(row, told.field);
    if (!field) return;
    field.dataset.clash = "yes";
    this.box(field).querySelector(".clash")?.remove();
    const place = document.createElement("div");
    place.className = "clash";
    place.dataset.clash = "yes";
    const words = document.createElement("p");
    words.className = "mb-1";
    words.textContent = told.says;
    const choose = (label, take) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-sm btn-outline-secondary";
      button.textContent = label;
      button.addEventListener("click", () => {
        place.remove();
        delete field.dataset.clash;
        if (take) receive(field, told.theirs);
        else Object.assign(field.dataset, { kept: told.theirs, shown: `${told.theirs}\u0000` });
        field.focus();
        this.chosen();
      });
      return button;
    };
    place.append(words, choose(this.says.keep_mine, false), choose(this.says.take_theirs, true));
    this.box(field).prepend(place);
  }

  // Somebody took out the row that is being filled in here.
  lose(row, who) {
    if (row.querySelector(":scope [data-clash]")) return;
    const first = fieldsOf(row)[0];
    const place = document.createElement("div");
    place.className = "clash";
    place.dataset.clash = "yes";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-sm btn-outline-secondary";
    button.textContent = this.says.put_back;
    button.addEventListener("click", () => {
      place.remove();
      this.rows.asked.set(row.dataset.row, { part: row.dataset.part, removed: false });
      this.chosen();
    });
    place.append(`${who || this.says.removed} `, button);
    this.box(first).prepend(place);
  }

  // What the whole check said of a field that was empty stays until something is typed into it.
  begin() {
    this.todo = new Set(this.fields().filter((field) => !read(field) && this.box(field).querySelector(".remark")));
  }

  fields() {
    return this.rows.all().flatMap(fieldsOf);
  }

  remark(remarks) {
    for (const field of this.fields()) {
      if (this.todo.has(field) && !read(field)) continue;
      this.todo.delete(field);
      this.box(field)
        .querySelectorAll(":scope > .remark")
        .forEach((each) => each.remove());
      field.removeAttribute("aria-invalid");
    }
    for (const each of remarks) {
      const row = this.rows.find(each.row);
      const field = row && fieldOf(row, each.field);
      if (!field) continue;
      const line = document.createElement("p");
      line.className = `remark remark-${each.severity}`;
      line.textContent = `${each.says} ${each.remedy}`;
      this.box(field).append(line);
      if (each.severity === "error" && !("ticks" in field.dataset)) field.setAttribute("aria-invalid", "true");
    }
  }

  // The lines of the summary whose fields are mended.
  tick() {
    document.querySelectorAll("#summary li a[href^='#f-']").forEach((link) => {
      const field = document.getElementById(link.hash.slice(1));
      const isMended = field && read(field) && !this.box(field).querySelector(".remark");
      link.closest("li").classList.toggle("is-done", Boolean(isMended));
    });
  }

  total(totals) {
    for (const [id, values] of Object.entries(totals)) {
      const row = this.rows.find(id);
      for (const [name, words] of Object.entries(values)) {
        const place = row?.querySelector(`[data-total="${CSS.escape(name)}"]`);
        if (place) place.textContent = words;
      }
    }
  }
}
