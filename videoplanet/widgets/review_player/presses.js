/** A press that closes an open menu, or brings the controls back, does only that: neither the picture nor the timeline takes it. */

const OPEN_MENU = "[role='menu'][data-open], [role='listbox'][data-open]";

/** Whether a menu is open, of the player or beside it. */
export function isMenuOpen() {
  return document.querySelector(OPEN_MENU) !== null;
}

export class Presses {
  /** Whether the last press, and the click that it becomes, was taken. */
  isTaken = false;

  /** @param {() => boolean} isAside whether the controls are */
  constructor(isAside) {
    this.isAside = isAside;
  }

  /** Hears presses before the menu, which closes at once. @returns {() => void} ends it */
  open() {
    const pressed = () => {
      this.isTaken = isMenuOpen() || this.isAside();
    };
    window.addEventListener("pointerdown", pressed, { capture: true });
    return () => window.removeEventListener("pointerdown", pressed, { capture: true });
  }
}
