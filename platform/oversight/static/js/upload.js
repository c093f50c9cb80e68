// Sends a workbook without leaving the page: drag and drop, real progress, and nothing lost when something fails.
// Works on <form data-upload>; without this script the form posts in the ordinary way. All words come from the page.
(() => {
  "use strict";

  const form = document.querySelector("form[data-upload]");
  if (!form) return;

  const says = JSON.parse(form.dataset.says);
  const maxBytes = Number(form.dataset.maxBytes);
  const input = form.querySelector("input[type=file]");
  const zone = form.querySelector("[data-drop]");
  const chosen = form.querySelector("[data-chosen]");
  const button = form.querySelector("[data-send]");
  const panel = form.querySelector("[data-progress]");
  const bar = panel.querySelector("progress");
  const state = panel.querySelector("[data-state]");
  const cancel = panel.querySelector("[data-cancel]");
  const problem = form.querySelector("[data-problem]");
  let request = null;

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  const size = (bytes) =>
    bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

  const tell = (text, link) => {
    problem.replaceChildren(document.createTextNode(text));
    if (link) {
      const anchor = document.createElement("a");
      anchor.href = link.href;
      anchor.target = "_blank";
      anchor.rel = "noopener";
      anchor.className = "alert-link ms-2";
      anchor.textContent = link.text;
      problem.append(anchor);
    }
    problem.hidden = false;
    problem.focus();
  };

  const rest = () => {
    request = null;
    panel.hidden = true;
    button.disabled = false;
    form.removeAttribute("aria-busy");
  };

  const show = () => {
    const file = input.files[0];
    problem.hidden = true;
    chosen.textContent = file ? fill(says.chosen, { name: file.name, size: size(file.size) }) : "";
    if (file && file.size > maxBytes) tell(fill(says.too_large, { size: size(file.size), limit: size(maxBytes) }));
  };

  // After signing in again in another tab the old form token is void: take the new one from a fresh copy of the page.
  const renewToken = async () => {
    const answer = await fetch(window.location.href, { credentials: "same-origin", headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("form[data-upload] input[name=csrf_token]");
    if (!fresh) return false;
    form.querySelector("input[name=csrf_token]").value = fresh.value;
    return true;
  };

  const askToSignIn = () => {
    rest();
    form.dataset.stale = "yes";
    tell(says.signed_out, { href: form.dataset.signIn, text: says.sign_in });
  };

  const answered = () => {
    let body = {};
    try {
      body = JSON.parse(request.responseText);
    } catch {
      body = {};
    }
    const status = request.status;
    if (status >= 200 && status < 300 && body.next) {
      state.textContent = says.kept;
      window.location.assign(body.next);
      return;
    }
    if (status === 401 || (status === 400 && body.reason === "csrf")) {
      askToSignIn();
      return;
    }
    rest();
    if (status === 413) tell(body.says || fill(says.too_large, { size: size(input.files[0].size), limit: size(maxBytes) }));
    else tell(body.says || says.failed);
  };

  const send = () => {
    button.disabled = true;
    problem.hidden = true;
    form.setAttribute("aria-busy", "true");
    panel.hidden = false;
    bar.removeAttribute("value");
    state.textContent = says.sending;
    request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-Requested-With", "fetch");
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      bar.max = event.total;
      bar.value = event.loaded;
      state.textContent =
        event.loaded < event.total
          ? fill(says.sent_so_far, { sent: size(event.loaded), total: size(event.total) })
          : says.storing;
    });
    request.addEventListener("load", answered);
    request.addEventListener("error", () => {
      rest();
      tell(says.offline);
    });
    request.addEventListener("abort", () => {
      rest();
      tell(says.cancelled);
    });
    request.send(new FormData(form));
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (request || button.disabled) return; // a double click sends once
    const file = input.files[0];
    if (!file) {
      tell(says.none_chosen);
      return;
    }
    if (file.size > maxBytes) {
      tell(fill(says.too_large, { size: size(file.size), limit: size(maxBytes) }));
      return;
    }
    if (form.dataset.stale) {
      button.disabled = true;
      const renewed = await renewToken().catch(() => false);
      button.disabled = false;
      if (!renewed) {
        askToSignIn();
        return;
      }
      delete form.dataset.stale;
    }
    send();
  });

  cancel.addEventListener("click", () => request && request.abort());
  input.addEventListener("change", show);

  ["dragenter", "dragover"].forEach((kind) =>
    zone.addEventListener(kind, (event) => {
      event.preventDefault();
      zone.classList.add("is-over");
    }),
  );
  ["dragleave", "drop"].forEach((kind) => zone.addEventListener(kind, () => zone.classList.remove("is-over")));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    if (request || !event.dataTransfer.files.length) return;
    if (event.dataTransfer.files.length > 1) {
      tell(says.one_only);
      return;
    }
    input.files = event.dataTransfer.files;
    show();
    button.focus();
  });

  form.classList.add("is-enhanced");
  show();
})();
