// The switch between the languages keeps the place: the anchor or the filter, which stand behind the "#".
(() => {
  const link = document.querySelector(".fq-language");
  const address = link.getAttribute("href");
  const follow = () => { link.href = address + location.hash; };
  for (const event of ["pointerdown", "focus", "click", "mouseenter"]) link.addEventListener(event, follow);
})();
