// Follows a job by asking its status address until it is done; reload and come back at any time, the server knows.
// Works on <section data-status-url>; without this script the page carries a link that reloads it.
(() => {
  "use strict";

  const section = document.querySelector("[data-status-url]");
  if (!section) return;

  const says = JSON.parse(section.dataset.says);
  const line = section.querySelector("[data-state]");
  const waiting = section.querySelector("[data-waiting]");
  const outcome = section.querySelector("[data-outcome]");
  const link = section.querySelector("[data-next]");
  const reload = section.querySelector("[data-reload]");
  const began = Date.now();
  let pause = 400;

  if (reload) reload.hidden = true;

  const done = (body) => {
    waiting.hidden = true;
    line.textContent = body.says;
    link.textContent = body.next_label;
    link.href = body.next;
    outcome.hidden = false;
    if (Date.now() - began > 10000) document.title = `${says.ready} ${document.title}`;
    else link.focus();
  };

  const again = () => {
    pause = Math.min(pause * 1.4, 5000);
    window.setTimeout(ask, pause);
  };

  const ask = async () => {
    let answer;
    try {
      answer = await fetch(section.dataset.statusUrl, {
        credentials: "same-origin",
        headers: { Accept: "application/json", "X-Requested-With": "fetch" },
      });
    } catch {
      line.textContent = says.offline;
      again();
      return;
    }
    if (answer.status === 401) {
      line.textContent = says.signed_out;
      if (reload) reload.hidden = false;
      return;
    }
    if (!answer.ok) {
      line.textContent = says.unreachable;
      again();
      return;
    }
    const body = await answer.json();
    if (body.done) {
      done(body);
      return;
    }
    line.textContent = body.says;
    again();
  };

  ask();
})();
