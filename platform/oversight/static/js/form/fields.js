// The inputs of a form: their text, whatever kind they are. "kept" is what the server holds, "shown" how the input says it.

const JOIN = "、";

export const fieldsOf = (row) => Array.from(row.querySelectorAll("[data-field]"));

export const fieldOf = (row, code) => row.querySelector(`[data-field="${CSS.escape(code)}"]`);

export const read = (field) => {
  if (!("ticks" in field.dataset)) return field.value;
  const ticked = Array.from(field.querySelectorAll("input[type=checkbox]:checked"));
  return ticked.map((each) => each.value).join(JOIN);
};

// Puts a text into an input; one that its kind cannot hold makes it a plain one, so that nothing typed is lost.
export const put = (field, text) => {
  if ("ticks" in field.dataset) {
    const wanted = new Set(text.split(JOIN));
    field.querySelectorAll("input[type=checkbox]").forEach((each) => (each.checked = wanted.has(each.value)));
    tell(field);
    return;
  }
  if (field.tagName === "SELECT" && !Array.from(field.options).some((each) => each.value === text)) {
    field.add(new Option(text, text));
  }
  field.value = text;
  if (field.value !== text && field.tagName === "INPUT") {
    field.type = "text";
    field.value = text;
  }
};

// As the server holds it now.
export const keep = (field, text) => {
  field.dataset.kept = text;
  field.dataset.shown = text;
};

export const receive = (field, text) => {
  put(field, text);
  field.dataset.kept = text;
  field.dataset.shown = read(field);
};

export const isDirty = (field) => read(field) !== field.dataset.shown;

export const isLocked = (field) =>
  field.readOnly || field.disabled || Boolean(field.querySelector?.("input[type=checkbox]:disabled"));

// How many of several choices are ticked.
export const tell = (field) => {
  const summary = field.querySelector("summary");
  const count = field.querySelectorAll("input[type=checkbox]:checked").length;
  summary.textContent = summary.textContent.replace(/\d+/, String(count));
};
