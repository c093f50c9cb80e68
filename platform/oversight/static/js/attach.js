// Sends files one after another as soon as they are chosen or dropped, with real progress; what failed is named.
// Works on <form data-attach>; without this script the form posts in the ordinary way. All words come from the page.
(() => {
  "use strict";

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const size = (bytes) =>
    bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

  const enhance = (form) => {
    const says = JSON.parse(form.dataset.says);
    const maxBytes = Number(form.dataset.maxBytes);
    const input = form.querySelector("input[type=file]");
    const zone = form.querySelector("[data-drop]");
    const panel = form.querySelector("[data-progress]");
    const bar = panel.querySelector("progress");
    const state = panel.querySelector("[data-state]");
    const cancel = panel.querySelector("[data-cancel]");
    const problem = form.querySelector("[data-problem]");
    let request = null;

    const tell = (lines) => {
      problem.replaceChildren(
        ...lines.map((line) => {
          const paragraph = document.createElement("p");
          paragraph.className = "mb-1";
          paragraph.textContent = line;
          return paragraph;
        }),
      );
      problem.hidden = false;
      problem.focus();
    };

    const sendOne = (file, at, count) =>
      new Promise((settle) => {
        if (file.size > maxBytes) {
          settle({ says: fill(says.too_large, { name: file.name, size: size(file.size), limit: size(maxBytes) }) });
          return;
        }
        const body = new FormData(form);
        body.delete("files");
        body.append("files", file);
        request = new XMLHttpRequest();
        request.open("POST", form.action);
        request.setRequestHeader("Accept", "application/json");
        request.setRequestHeader("X-Requested-With", "fetch");
        bar.removeAttribute("value");
        request.upload.addEventListener("progress", (event) => {
          if (!event.lengthComputable) return;
          bar.max = event.total;
          bar.value = event.loaded;
          state.textContent = fill(says.sending, {
            at, count, name: file.name, sent: size(event.loaded), total: size(event.total),
          });
        });
        request.addEventListener("load", () => {
          let answer = {};
          try {
            answer = JSON.parse(request.responseText);
          } catch {
            answer = {};
          }
          if (request.status >= 200 && request.status < 300 && answer.next) settle({ next: answer.next });
          else if (request.status === 401 || (request.status === 400 && answer.reason === "csrf"))
            settle({ says: says.signed_out, stop: true });
          else settle({ says: answer.says || fill(says.failed, { name: file.name }) });
        });
        request.addEventListener("error", () => settle({ says: says.offline, stop: true }));
        request.addEventListener("abort", () => settle({ says: fill(says.cancelled, { name: file.name }), stop: true }));
        request.send(body);
      });

    const send = async (files) => {
      if (request || !files.length) return;
      problem.hidden = true;
      panel.hidden = false;
      form.setAttribute("aria-busy", "true");
      const problems = [];
      let next = null;
      for (const [index, file] of files.entries()) {
        const answer = await sendOne(file, index + 1, files.length);
        if (answer.next) next = answer.next;
        if (answer.says) problems.push(answer.says);
        if (answer.stop) break;
      }
      request = null;
      panel.hidden = true;
      form.removeAttribute("aria-busy");
      if (next && !problems.length) {
        const target = new URL(next, window.location.href);
        window.location.hash = target.hash;
        window.location.reload();
        return;
      }
      if (next) problems.push(says.others_kept);
      tell(problems);
      input.value = "";
    };

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (input.files.length) send([...input.files]);
      else tell([says.none_chosen]);
    });
    input.addEventListener("change", () => send([...input.files]));
    cancel.addEventListener("click", () => request && request.abort());
    ["dragenter", "dragover"].forEach((kind) =>
      zone.addEventListener(kind, (event) => {
        event.preventDefault();
        zone.classList.add("is-over");
      }),
    );
    ["dragleave", "drop"].forEach((kind) => zone.addEventListener(kind, () => zone.classList.remove("is-over")));
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      send([...event.dataTransfer.files]);
    });
    form.classList.add("is-enhanced");
    send([...input.files]); // chosen while the page was still loading
  };

  document.querySelectorAll("form[data-attach]").forEach(enhance);
})();
