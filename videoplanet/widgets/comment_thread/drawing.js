/** Waiting for what React and the dialogs draw. */

/** A row may come or go with the next view only. @param {() => void} act */
export function afterDrawing(act) {
  requestAnimationFrame(() => requestAnimationFrame(act));
}

/** A dialog keeps the focus until it has faded. @param {() => void} act @param {number} [frames] that it may take at most */
export function whenDialogIsGone(act, frames = 120) {
  requestAnimationFrame(() => {
    if (frames > 0 && document.querySelector(".vp-dialog")) whenDialogIsGone(act, frames - 1);
    else act();
  });
}
