(() => {
  "use strict";
  const root = document.documentElement;
  const title = document.querySelector("title");
  const figures = [...document.querySelectorAll("[data-chart]")];
  const buttons = [...document.querySelectorAll("button[data-lang]")];
  const specs = JSON.parse(document.getElementById("specs").textContent);
  // The interpreter evaluates expressions without eval, which the page's policy forbids.
  const options = { renderer: "svg", actions: false, ast: true, mode: "vega-lite" };
  let drawing = Promise.resolve();

  async function draw(lang) {
    for (const figure of figures) {
      if (root.lang !== lang) return;
      if (figure.dataset.drawn === lang) continue;
      const chart = figure.querySelector(".chart");
      await vegaEmbed(chart, structuredClone(specs[figure.dataset.chart][lang]), options);
      // The caption says what the picture shows; its parts are in the tables.
      chart.querySelector("svg")?.setAttribute("aria-hidden", "true");
      figure.dataset.drawn = lang;
      // Lets the page answer between two charts.
      await new Promise((resume) => setTimeout(resume));
    }
    root.dataset.drawn = lang;
  }

  function show(lang) {
    root.lang = lang;
    document.title = title.dataset[lang];
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.lang === lang));
    drawing = drawing.then(() => draw(lang)).catch((error) => console.error(error));
  }

  // A link into a closed heading opens every heading around its target.
  function open() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let place = target; place; place = place.parentElement) if (place.tagName === "DETAILS") place.open = true;
    target.scrollIntoView();
    if (target.tagName === "DETAILS") target.querySelector("summary").focus({ preventScroll: true });
  }

  for (const button of buttons) button.addEventListener("click", () => show(button.dataset.lang));
  for (const tools of document.querySelectorAll(".tools")) {
    tools.hidden = false;
    for (const button of tools.querySelectorAll("button")) {
      button.addEventListener("click", () => {
        for (const details of tools.parentElement.querySelectorAll("details")) details.open = button.dataset.open === "true";
      });
    }
  }
  window.addEventListener("hashchange", open);
  if (location.hash) open();
  // A link can ask for a language: report.html?lang=en.
  const asked = new URLSearchParams(location.search).get("lang");
  show(buttons.some((button) => button.dataset.lang === asked) ? asked : root.lang);
})();
