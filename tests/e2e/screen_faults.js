/**
 * What is wrong with the page as it stands in the window, one line each: words or controls beyond the window or their box, words cut
 * off without a title or squeezed to nothing, what was moved sideways out of sight, words that do not stand in the middle of their
 * button, controls that lie under something else, and on touch controls that are smaller than a thumb,
 * but for those that stand among words.
 * @param {number} thumb how wide and high a finger is; 0 where nobody uses one
 * @returns {string[]}
 */
(thumb) => {
  const CONTROLS = "a[href], button, input, select, textarea, summary, [role='tab'], [role='radio'], [role='menuitem']";
  const SLACK = 1.5;
  const LEAST_WORD = 24;
  const ONE_LINE = 56;
  const OFF_CENTRE = 4;
  /** @type {Set<string>} */
  const faults = new Set();
  const scroller = document.scrollingElement ?? document.documentElement;
  const dialog = document.querySelector("[role='dialog'][data-open], [role='menu'][data-open]");

  /** @param {Element} element */
  const styleOf = (element) => getComputedStyle(element);
  /** @param {Element} element */
  const nameOf = (element) => {
    const words = (element.getAttribute("aria-label") || element.textContent || element.id).trim().replace(/\s+/g, " ");
    return `<${element.localName}> “${words.slice(0, 40)}” .${[...element.classList].slice(0, 3).join(".")}`;
  };
  /** @param {Element} element */
  const isShown = (element) => {
    if (!element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true, contentVisibilityAuto: true })) return false;
    const { width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1; // what is there for screen readers alone is a pixel
  };
  /** @param {Element} element */
  const isForReadersAlone = (element) => {
    for (let each = /** @type {Element | null} */ (element); each && each !== document.body; each = each.parentElement) {
      const { position, width, height, clipPath } = styleOf(each);
      if (position === "absolute" && (clipPath === "inset(50%)" || (width === "1px" && height === "1px"))) return true;
    }
    return false;
  };
  /** @param {Element} element */
  const overflowOf = (element) => styleOf(element).overflowX;
  /** @param {Element} element */
  const isClipping = (element) => overflowOf(element) !== "visible";
  /** @param {Element} element */
  const isBox = (element) => {
    const { backgroundColor, borderRightWidth, borderRightStyle, display } = styleOf(element);
    if (display === "inline" || display === "contents") return false;
    const isPainted = !/, 0\)$|transparent/.test(backgroundColor);
    return isPainted || (borderRightWidth !== "0px" && borderRightStyle !== "none");
  };

  const seenHeight = Math.min(innerHeight, visualViewport?.height ?? innerHeight);

  /** The part of the window that every clipping ancestor leaves; null when none of it is left. @param {Element} element */
  const windowOf = (element) => {
    let [left, top, right, bottom] = [0, 0, innerWidth, seenHeight];
    let isFixed = styleOf(element).position === "fixed";
    for (let each = element.parentElement; each && !isFixed; each = each.parentElement) {
      if (each !== scroller && each !== document.body && isClipping(each)) {
        const box = each.getBoundingClientRect();
        [left, top] = [Math.max(left, box.left), Math.max(top, box.top)];
        [right, bottom] = [Math.min(right, box.right), Math.min(bottom, box.bottom)];
      }
      isFixed = styleOf(each).position === "fixed";
    }
    return right > left && bottom > top ? { left, top, right, bottom } : null;
  };

  /** Whether what leaves its box sideways is meant to: it scrolls and can be reached, or it ends in dots. @param {Element} element */
  const isMeant = (element) => {
    const { overflowX, textOverflow } = styleOf(element);
    const tabIndex = "tabIndex" in element ? Number(element.tabIndex) : -1;
    if (overflowX === "auto" || overflowX === "scroll") return tabIndex >= 0 || element.querySelector(CONTROLS) !== null;
    return textOverflow === "ellipsis" || element.querySelector("canvas, video, img, svg") !== null;
  };

  /** Something at `rect` that belongs to `element`: is it within every box around it, up to the first that cuts?
   * @param {Element} element @param {DOMRect} rect @param {string} what */
  const look = (element, rect, what) => {
    for (let each = /** @type {Element | null} */ (element); each && each !== document.body; each = each.parentElement) {
      const { position } = styleOf(each);
      const box = each.getBoundingClientRect();
      const isOut = rect.right > box.right + SLACK || rect.left < box.left - SLACK;
      if (isClipping(each)) {
        if (isOut && !isMeant(each)) faults.add(`cut off: ${what} in ${nameOf(each)}`);
        return;
      }
      if (isOut && isBox(each)) faults.add(`out of its box: ${what} in ${nameOf(each)}`);
      if (position === "absolute" || position === "fixed") break;
    }
    if (rect.right > innerWidth + SLACK || rect.left < -SLACK) faults.add(`beyond the window: ${what}`);
  };

  if (scroller.scrollWidth > innerWidth + 1) faults.add(`the page is ${scroller.scrollWidth} wide in ${innerWidth}`);

  for (const element of document.querySelectorAll("body *")) {
    if (element.scrollLeft !== 0 && overflowOf(element) === "hidden") faults.add(`moved sideways: ${nameOf(element)}`);
    if (element.children.length > 0 || !element.textContent.trim() || styleOf(element).textOverflow !== "ellipsis") continue;
    if (!element.checkVisibility({ checkVisibilityCSS: true, contentVisibilityAuto: true }) || isForReadersAlone(element)) continue;
    if (element.clientWidth < LEAST_WORD && element.scrollWidth > element.clientWidth + 1)
      faults.add(`squeezed to nothing: ${nameOf(element)}`);
  }

  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = words.nextNode(); node; node = words.nextNode()) {
    const text = /** @type {Text} */ (node).data.trim();
    const element = node.parentElement;
    if (!element || !text || !isShown(element) || isForReadersAlone(element)) continue;
    range.selectNodeContents(node);
    for (const rect of range.getClientRects())
      if (rect.width > 1) look(element, rect, `“${text.slice(0, 40)}” of ${nameOf(element)}`);
    const button = element.closest("button, a[href]");
    const box = button && !isClipping(button) && styleOf(button).display !== "inline" ? button.getBoundingClientRect() : null;
    if (!button || !box) continue;
    const own = range.getBoundingClientRect();
    if (styleOf(element).position !== "absolute" && (own.bottom > box.bottom + SLACK || own.top < box.top - SLACK))
      faults.add(`higher than its button: ${nameOf(button)}`);
    const isAlone = button.localName === "button" && box.height <= ONE_LINE && own.height < 30 && element === button;
    if (isAlone && Math.abs(own.top + own.bottom - box.top - box.bottom) > 2 * OFF_CENTRE)
      faults.add(`not in the middle of its button: ${nameOf(button)}`);
  }

  for (const control of document.querySelectorAll(CONTROLS)) {
    const { type, disabled, labels } = /** @type {Partial<HTMLInputElement>} */ (control); // what no field has is undefined
    if (!isShown(control) || isForReadersAlone(control) || type === "range") continue;
    if (styleOf(control).pointerEvents === "none") continue;
    if (dialog && !dialog.contains(control)) continue; // what is behind it is out of reach on purpose
    const rect = control.getBoundingClientRect();
    if (control.parentElement) look(control.parentElement, rect, nameOf(control));
    const seen = windowOf(control);
    const [x, y] = [(rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2];
    if (!seen || x < seen.left || x > seen.right || y < seen.top || y > seen.bottom) continue;
    /** @param {Element | null} top */
    const isSame = (top) => top && (control.contains(top) || [...(labels ?? [])].some((label) => label.contains(top)));
    const top = document.elementFromPoint(x, y);
    if (!top) continue; // scrolled out of the window
    if (!isSame(top)) faults.add(`under ${nameOf(top)}: ${nameOf(control)}`);
    else if (thumb && !["inline", "inline-block"].includes(styleOf(control).display) && !disabled) {
      // How far up and down, left and right, a finger still meets it.
      /** @param {number} dx @param {number} dy */
      const reach = (dx, dy) => {
        let far = 0;
        while (far < thumb && isSame(document.elementFromPoint(x + dx * (far + 1), y + dy * (far + 1)))) far++;
        return far;
      };
      const atEdge = y - thumb / 2 < seen.top || y + thumb / 2 > seen.bottom;
      const height = reach(0, -1) + reach(0, 1) + 1;
      const width = reach(-1, 0) + reach(1, 0) + 1;
      if (!atEdge && (height < thumb - 1 || width < thumb - 1))
        faults.add(`small for a thumb (${width} × ${height}): ${nameOf(control)}`);
    }
  }
  return [...faults];
};
