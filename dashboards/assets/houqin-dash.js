// What the dashboards need of the browser beyond Dash: theme, Chinese grid, links, printing, and answers that failed.
(() => {
  "use strict";
  const root = document.documentElement;
  const scheme = () => (root.getAttribute("data-bs-theme") === "dark" ? "dark" : "light");
  const dressGrid = () => root.setAttribute("data-ag-theme-mode", scheme());
  dressGrid();

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    houqin: {
      // Mantine follows the theme of the page, also when the system changes it.
      followTheme: (id) => {
        new MutationObserver(() => {
          dressGrid();
          window.dash_clientside.set_props(id, { forceColorScheme: scheme() });
        }).observe(root, { attributes: true, attributeFilter: ["data-bs-theme"] });
        return scheme();
      },
      // Another question: the rows the grid holds are of the old one.
      emptyGrid: () => {
        try {
          const grid = window.dash_ag_grid.getApi("grid");
          if (grid) grid.purgeInfiniteCache();
        } catch { /* the grid is not drawn yet and holds nothing */ }
        return window.dash_clientside.no_update;
      },
    },
  });

  window.dashAgGridFunctions = Object.assign({}, window.dashAgGridFunctions, {
    houqinGridText: (params) => (root.lang.startsWith("zh") && window.houqinGridWords[params.key]) || params.defaultValue,
    // A click on a school's name, or Enter on its row, opens where its figure comes from.
    houqinOpenSchool: (params) => {
      const isKey = params.event && params.event.type === "keydown";
      if (isKey ? params.event.key !== "Enter" : params.colDef.field !== "school") return;
      if (params.data && params.data.code) window.dash_clientside.set_props("pick", { data: params.data.code });
    },
  });

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (!target) return;
    if (target.closest("[data-print]")) window.print();
    const copy = target.closest("[data-copy-link]");
    if (copy) {
      const link = new URL(window.location.href);
      link.searchParams.set("lang", root.lang.startsWith("zh") ? "zh" : "en");
      const done = () => {
        const before = copy.textContent;
        copy.textContent = copy.dataset.copyLink;
        setTimeout(() => { copy.textContent = before; }, 2000);
      };
      if (navigator.clipboard) navigator.clipboard.writeText(link.href).then(done, () => window.prompt("", link.href));
      else window.prompt("", link.href);
    }
    // Switching language or theme comes back to the view as it is now.
    const choice = target.closest('a[href^="/preferences"]');
    if (choice) {
      const link = new URL(choice.href);
      link.searchParams.set("to", window.location.pathname + window.location.search);
      choice.href = link.href;
    }
  }, true);

  // A tab leads to the view as it is now, also when it is opened elsewhere: filters change after the page was made.
  const keepView = (event) => {
    const tab = event.target instanceof Element && event.target.closest("[data-keeps-view]");
    if (!tab) return;
    const said = new URLSearchParams(window.location.search);
    const dropped = tab.dataset.keepsView === "all" ? ["school", "page"] : ["school", "page", "indicator"];
    dropped.forEach((each) => said.delete(each));
    tab.search = said.toString();
  };
  document.addEventListener("pointerdown", keepView, true);
  document.addEventListener("focusin", keepView, true);

  window.addEventListener("beforeprint", () => {
    document.querySelectorAll(".dash details:not([open])").forEach((each) => { each.open = true; each.dataset.forPrint = "1"; });
  });
  window.addEventListener("afterprint", () => {
    document.querySelectorAll(".dash details[data-for-print]").forEach((each) => { each.open = false; delete each.dataset.forPrint; });
  });

  // The session ended: sign in and come back. Anything else that failed: say so, once, above the charts.
  const fetchAsBefore = window.fetch;
  window.fetch = async (...asked) => {
    const answer = await fetchAsBefore(...asked).catch((problem) => { tell(true); throw problem; });
    if (String(asked[0]).includes("_dash-update-component")) {
      if (answer.status === 401) window.location.reload();
      else tell(answer.status >= 500);
    }
    return answer;
  };
  const tell = (failed) => {
    const room = document.getElementById("dash-problem");
    if (room) room.hidden = !failed;
  };
})();
