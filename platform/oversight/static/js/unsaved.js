// Keeps what is typed: saves each answer by itself a moment after typing stops, says when, and never drops a text because
// of a lost line, an ended session or somebody else's change. Works on <form data-autosave>; without this script its
// button saves everything at once.
(() => {
  "use strict";

  const form = document.querySelector("form[data-autosave]");
  if (!form) return;

  const says = JSON.parse(form.dataset.says);
  const revision = form.querySelector("input[name=revision]");
  const areas = Array.from(form.querySelectorAll("textarea[data-save]"));
  const timers = new Map();
  let line = Promise.resolve(); // one save after the other: each carries the revision the last one gave

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const box = (area) => area.closest("[data-answer]");
  const status = (area) => box(area).querySelector("[data-saved]");
  const copyKey = (area) => `houqin:${window.location.pathname}:${area.name}`;
  const isDirty = (area) => area.value.trim() !== area.dataset.kept;

  const remember = (area) => {
    try {
      if (isDirty(area)) window.sessionStorage.setItem(copyKey(area), area.value);
      else window.sessionStorage.removeItem(copyKey(area));
    } catch {
      // Storage may be switched off on a shared computer; the text is still in the field.
    }
  };

  const recall = (area) => {
    try {
      return window.sessionStorage.getItem(copyKey(area));
    } catch {
      return null;
    }
  };

  const count = (area) => {
    const counter = box(area).querySelector("[data-count]");
    const length = area.value.trim().length;
    counter.textContent =
      length < area.minLength ? fill(says.more, { n: area.minLength - length }) : fill(says.length, { n: length });
  };

  const note = (area, text, kind) => {
    const place = status(area);
    place.textContent = text;
    place.dataset.kind = kind;
  };

  const renewToken = async () => {
    const answer = await fetch(window.location.href, { credentials: "same-origin", headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("form[data-autosave] input[name=csrf_token]");
    if (fresh) form.querySelector("input[name=csrf_token]").value = fresh.value;
  };

  const conflict = (area, body) => {
    const place = box(area).querySelector("[data-conflict]");
    place.querySelector("[data-theirs]").textContent = body.theirs || says.nothing;
    place.querySelector("[data-who]").textContent = body.says;
    place.hidden = false;
    revision.value = body.revision;
    note(area, says.not_saved, "problem");
  };

  const save = async (area, isRetry) => {
    const text = area.value.trim();
    if (!isDirty(area)) return;
    note(area, says.saving, "busy");
    const body = new FormData();
    body.set("csrf_token", form.querySelector("input[name=csrf_token]").value);
    body.set("revision", revision.value);
    body.set("text", text);
    body.set("kept", area.dataset.kept);
    let answer;
    try {
      answer = await fetch(area.dataset.save, {
        method: "POST",
        body,
        credentials: "same-origin",
        headers: { Accept: "application/json", "X-Requested-With": "fetch" },
      });
    } catch {
      note(area, says.offline, "problem");
      window.setTimeout(() => queue(area), 8000);
      return;
    }
    const told = await answer.json().catch(() => ({}));
    if (answer.ok) {
      area.dataset.kept = text;
      revision.value = told.revision;
      box(area).querySelector("[data-conflict]").hidden = true;
      note(area, told.says, "kept");
      remember(area);
      form.dispatchEvent(new CustomEvent("answersaved"));
      return;
    }
    if (answer.status === 400 && told.reason === "csrf" && !isRetry) {
      await renewToken().catch(() => undefined);
      await save(area, true);
      return;
    }
    if (answer.status === 401 || (answer.status === 400 && told.reason === "csrf")) note(area, says.signed_out, "problem");
    else if (answer.status === 409 && told.revision) conflict(area, told);
    else note(area, told.says || says.failed, "problem");
  };

  const queue = (area) => {
    window.clearTimeout(timers.get(area));
    if (area.value.trim().length < area.minLength) return;
    line = line.then(() => save(area, false));
  };

  form.classList.add("is-enhanced");
  areas.forEach((area) => {
    const kept = recall(area);
    if (kept !== null && kept.trim() !== area.dataset.kept && !isDirty(area)) {
      area.value = kept;
      note(area, says.recalled, "problem");
    }
    count(area);
    area.addEventListener("input", () => {
      count(area);
      remember(area);
      note(area, isDirty(area) ? says.not_saved : "", "busy");
      window.clearTimeout(timers.get(area));
      timers.set(
        area,
        window.setTimeout(() => queue(area), 1200),
      );
    });
    area.addEventListener("blur", () => queue(area));
    box(area)
      .querySelector("[data-keep-mine]")
      .addEventListener("click", () => queue(area));
    box(area)
      .querySelector("[data-take-theirs]")
      .addEventListener("click", () => {
        const place = box(area).querySelector("[data-conflict]");
        area.value = place.querySelector("[data-theirs]").textContent;
        area.dataset.kept = area.value.trim();
        place.hidden = true;
        count(area);
        remember(area);
        note(area, "", "kept");
        area.focus();
      });
  });

  form.addEventListener("submit", () => areas.forEach((area) => (area.dataset.kept = area.value.trim())));

  window.addEventListener("beforeunload", (event) => {
    if (!areas.some(isDirty)) return;
    event.preventDefault();
    event.returnValue = "";
  });
})();
