// Switching language or appearance keeps what was typed: it is put aside in this tab and put back on the new page.
// Without this script the switches work as links, and the browser's Back brings the typed text back.
(() => {
  "use strict";

  const key = `houqin:typed:${window.location.pathname}`;
  const fields = () =>
    Array.from(document.querySelectorAll("main input, main textarea, main select")).filter(
      (field) => field.name && !["hidden", "password", "file", "submit"].includes(field.type),
    );

  const isMark = (field) => field.type === "checkbox" || field.type === "radio";

  const putAside = () => {
    const typed = fields().map((field) => [field.name, isMark(field) ? field.value : "", isMark(field) ? field.checked : field.value]);
    try {
      window.sessionStorage.setItem(key, JSON.stringify(typed));
    } catch {
      // Storage may be switched off on a shared computer; the switch works all the same.
    }
  };

  const putBack = () => {
    let typed = null;
    try {
      typed = JSON.parse(window.sessionStorage.getItem(key));
      window.sessionStorage.removeItem(key);
    } catch {
      return;
    }
    if (!typed) return;
    const here = fields();
    typed.forEach(([name, value, state], at) => {
      const field = here[at];
      if (!field || field.name !== name) return;
      if (isMark(field)) field.checked = state;
      else if (field.value !== state) {
        field.value = state;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
    });
  };

  document.querySelectorAll("[data-looks] a").forEach((link) => link.addEventListener("click", putAside));
  putBack();
})();
