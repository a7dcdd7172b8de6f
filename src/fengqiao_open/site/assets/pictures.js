// A still picture stands first, so that the page is light; the live chart, with a hint at each mark, takes its place
// when someone points at it, touches it, or comes to it with the keyboard.
const EVENTS = ["pointerenter", "touchstart", "focus"];
(() => {
  const here = document.currentScript.src.replace(/[^/]*$/, "");
  const loaded = {};
  const load = (name) => loaded[name] ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = here + name;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
  for (const figure of document.querySelectorAll(".fq-picture")) {
    const drawing = figure.querySelector(".fq-drawing");
    const draw = async () => {
      for (const event of EVENTS) drawing.removeEventListener(event, draw);
      await Promise.all([load("vega.js"), load("pictures-data.js")]);
      const still = drawing.firstElementChild;
      const live = document.createElement("div");
      live.className = "fq-live";
      drawing.append(live);
      await vegaEmbed(live, window.fengqiaoPictures[figure.dataset.picture], { actions: false, renderer: "svg" });
      still.hidden = true;
      live.classList.add("fq-drawn");
    };
    drawing.tabIndex = 0;
    for (const event of EVENTS) drawing.addEventListener(event, draw, { passive: true });
  }
})();
