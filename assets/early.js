/**
 * What is pressed or sent before the page listens is kept and done as soon as it does; nothing goes out as a bare form would send
 * it, which would write what was entered into the address. Only the last act is kept, and only for this page.
 * Loaded at once, like `boot.js`. Links need nothing: they lead on by themselves.
 */
(() => {
  /** React's mark on an element that it has taken over. */
  const MARK = "__reactProps$";
  const ACTS = "button, [role=button], [role=menuitem], [role=tab], summary";
  /** @type {{element: Element, act: () => void} | null} */
  let kept = null;

  /** @param {Element} element */
  function isTaken(element) {
    return Object.keys(element).some((key) => {
      return key.indexOf(MARK) === 0;
    });
  }

  /** @param {Event} event @param {Element} element @param {() => void} act */
  function keep(event, element, act) {
    event.preventDefault();
    event.stopImmediatePropagation();
    const isFirst = kept === null;
    kept = { element: element, act: act };
    if (isFirst) requestAnimationFrame(wait);
  }

  function wait() {
    if (kept === null) return;
    if (!kept.element.isConnected) kept = null;
    else if (!isTaken(kept.element)) requestAnimationFrame(wait);
    else {
      const act = kept.act;
      kept = null;
      act();
    }
  }

  document.addEventListener(
    "click",
    (event) => {
      const element = event.target instanceof Element ? event.target.closest(ACTS) : null;
      if (!(element instanceof HTMLElement) || isTaken(element)) return;
      keep(event, element, element.click.bind(element));
    },
    true,
  );
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (!(form instanceof HTMLFormElement) || isTaken(form)) return;
      keep(event, form, form.requestSubmit.bind(form, undefined));
    },
    true,
  );
})();
