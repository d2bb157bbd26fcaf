/** A button of the control row: named for screen readers, with its name and key shown when it is pointed at. */
import { createElement as h } from "react";
import { keyLabel } from "./keyboard.js";

/**
 * @param {object} props
 * @param {string} props.label
 * @param {string} [props.shortcut] a key as in `KEYS`
 * @param {() => void} props.onPress
 * @param {boolean} [props.isPressed] for a switch: whether it is on
 * @param {boolean} [props.isDisabled]
 * @param {string} [props.className]
 * @param {import("react").ReactNode} [props.children]
 */
export function ControlButton({ label, shortcut, onPress, isPressed, isDisabled, className = "", children }) {
  return h(
    "button",
    {
      type: "button",
      className: `rp-button ${className}`.trim(),
      "aria-label": label,
      "aria-pressed": isPressed,
      "aria-keyshortcuts":
        shortcut && keyLabel(shortcut).replace("⇧ ", "Shift+").replace("←", "ArrowLeft").replace("→", "ArrowRight"),
      "data-tip": shortcut ? `${label}  ${keyLabel(shortcut)}` : label,
      disabled: isDisabled,
      onClick: onPress,
    },
    children,
  );
}
