// What every page does: the switch between the languages keeps the place, buttons copy, lists get narrower, charts
// are taken away as PNG, citations have the day of access. Everything is in the page: nothing is fetched.
(() => {
  const link = document.querySelector(".lang");
  const address = link.getAttribute("href");
  const follow = () => { link.href = address + location.search + location.hash; };
  for (const event of ["pointerdown", "focus", "click", "mouseenter"]) link.addEventListener(event, follow);

  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  for (const place of document.querySelectorAll(".accessed")) place.textContent = today;

  for (const button of document.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", async () => {
      const text = document.getElementById(button.dataset.copy);
      getSelection().selectAllChildren(text);
      await navigator.clipboard?.writeText(text.textContent);
      button.textContent = button.dataset.done;
    });
  }

  for (const field of document.querySelectorAll("[data-narrows]")) {
    const list = document.getElementById(field.dataset.narrows);
    const items = list.tBodies ? [...list.tBodies].flatMap((body) => [...body.rows]).filter((row) => !row.classList.contains("theme")) : [...list.children];
    const none = document.getElementById(`${list.id}-none`);
    field.addEventListener("input", () => {
      const { fitting, plain } = window.fengqiaoWords;
      const fits = fitting(field.value, items.map((item) => plain(`${item.textContent} ${item.dataset.words ?? ""}`)));
      items.forEach((item, index) => { item.hidden = !fits[index]; });
      for (const body of list.tBodies ?? []) body.hidden = [...body.rows].every((row) => row.hidden || row.classList.contains("theme"));
      if (none) none.hidden = items.some((item) => !item.hidden);
    });
  }

  // A place on the page that is folded is unfolded for whoever comes to it.
  const unfold = () => {
    const place = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const folded = place && place.closest("details:not([open])");
    if (folded) folded.open = true;
  };
  addEventListener("hashchange", unfold);
  unfold();

  // The drawing in sight, with the styles of the page, twice as large as it is.
  const STYLES = ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-family", "font-size", "font-weight", "text-anchor"];
  const picture = (figure) => {
    const drawing = [...figure.querySelectorAll("svg")].find((each) => getComputedStyle(each).display !== "none");
    const copy = drawing.cloneNode(true);
    const [was, is] = [drawing, copy].map((each) => [...each.querySelectorAll("*")]);
    was.forEach((each, index) => {
      const style = getComputedStyle(each);
      is[index].setAttribute("style", STYLES.map((name) => `${name}:${style.getPropertyValue(name)}`).join(";"));
    });
    const box = drawing.viewBox.baseVal;
    const pad = 20;
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.setAttribute("viewBox", [-pad, -pad, box.width + 2 * pad, box.height + 2 * pad].join(" "));
    copy.setAttribute("width", 2 * (box.width + 2 * pad));
    copy.setAttribute("height", 2 * (box.height + 2 * pad));
    copy.removeAttribute("class");
    return copy;
  };
  const written = (drawing) => new XMLSerializer().serializeToString(drawing);
  const save = (address, name) => Object.assign(document.createElement("a"), { href: address, download: name }).click();
  for (const button of document.querySelectorAll("button.svg")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const figure = button.closest("figure");
      save(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(written(picture(figure)))}`, `${figure.dataset.chart}.svg`);
    });
  }
  for (const button of document.querySelectorAll("button.png")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const figure = button.closest("figure");
      const drawing = picture(figure);
      const image = new Image();
      image.onload = () => {
        const canvas = document.createElement("canvas");
        canvas.width = drawing.getAttribute("width");
        canvas.height = drawing.getAttribute("height");
        const context = canvas.getContext("2d");
        context.fillStyle = getComputedStyle(document.body).backgroundColor;
        context.fillRect(0, 0, canvas.width, canvas.height);
        context.drawImage(image, 0, 0);
        save(canvas.toDataURL("image/png"), `${figure.dataset.chart}.png`);
      };
      image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(written(drawing))}`;
    });
  }
})();
