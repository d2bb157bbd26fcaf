/** The list of keys, opened by `?`. */
import { createElement as h } from "react";
import { Dialog } from "@base-ui/react/dialog";
import { usePlayer } from "./context.js";
import { Icon } from "./icons.js";
import { KEYS, keyLabel } from "./keyboard.js";

/**
 * @param {object} props
 * @param {boolean} props.isOpen
 * @param {(isOpen: boolean) => void} props.onOpenChange
 * @param {import("./keyboard.js").Actions} props.actions only keys that do something are listed
 */
export function Help({ isOpen, onOpenChange, actions }) {
  const { root, t } = usePlayer();
  const rows = Object.entries(KEYS).filter(([action]) => action in actions);
  return h(
    Dialog.Root,
    { open: isOpen, onOpenChange },
    h(
      Dialog.Portal,
      { container: root },
      h(Dialog.Backdrop, { className: "vp-backdrop" }),
      h(
        Dialog.Popup,
        { className: "vp-dialog rp-help", finalFocus: () => (root.current?.focus({ preventScroll: true }), false) },
        h(
          "div",
          { className: "rp-help-head" },
          h(Dialog.Title, { className: "rp-help-title" }, t("player.help")),
          h(
            Dialog.Close,
            { className: "rp-button rp-square", "aria-label": t("player.close") },
            h(Icon, { name: "clear" }),
          ),
        ),
        h(
          "dl",
          { className: "rp-help-keys", tabIndex: 0 },
          rows.map(([action, keys]) =>
            h(
              "div",
              { key: action },
              h("dt", null, t(`player.key.${action}`)),
              h(
                "dd",
                null,
                keys.map((key) => h("kbd", { key }, keyLabel(key))),
              ),
            ),
          ),
          h(
            "div",
            null,
            h("dt", null, t("player.key.with_k")),
            h("dd", null, h("kbd", null, "K + J"), h("kbd", null, "K + L")),
          ),
        ),
      ),
    ),
  );
}
