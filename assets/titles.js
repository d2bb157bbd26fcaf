/** Words that end in dots for want of room are told whole while they are pointed at. */
(() => {
  /** What shows a title that is not its own. @type {HTMLElement | null} */
  let told = null;

  document.addEventListener("pointerover", (event) => {
    if (told) told.removeAttribute("title");
    told = null;
    for (let element = event.target; element instanceof HTMLElement; element = element.parentElement) {
      if (element.title) return;
      if (element.scrollWidth <= element.clientWidth || getComputedStyle(element).textOverflow !== "ellipsis") continue;
      told = element;
      told.title = told.textContent || "";
      return;
    }
  });
})();
