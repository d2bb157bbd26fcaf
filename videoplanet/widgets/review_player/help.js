/** The list of keys in groups, opened by `?`. */
import { createElement as h } from "react";
import { Dialog } from "@base-ui/react/dialog";
import { usePlayer } from "./context.js";
import { Icon } from "./icons.js";
import { keyLabel, listedKeys } from "./keyboard.js";

/**
 * @param {object} props
 * @param {boolean} props.isOpen
 * @param {(isOpen: boolean) => void} props.onOpenChange
 * @param {import("./keyboard.js").Actions} props.actions only keys that do something are listed
 */
export function Help({ isOpen, onOpenChange, actions }) {
  const { root, t } = usePlayer();
  const returnFocus = () => {
    root.current?.focus({ preventScroll: true });
    return false;
  };
  return h(
    Dialog.Root,
    { open: isOpen, onOpenChange },
    h(
      Dialog.Portal,
      { container: root },
      h(Dialog.Backdrop, { className: "vp-backdrop" }),
      h(
        Dialog.Popup,
        { className: "vp-dialog rp-help", finalFocus: returnFocus },
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
          "div",
          { className: "rp-help-keys", tabIndex: 0 },
          listedKeys(actions, matchMedia("(pointer: coarse)").matches).map(({ group, rows }) =>
            h(
              "section",
              { key: group },
              h("h3", null, t(`player.key_group.${group}`)),
              h(
                "dl",
                null,
                rows.map(({ name, keys }) =>
                  h(
                    "div",
                    { key: name },
                    h("dt", null, t(`player.key.${name}`)),
                    h(
                      "dd",
                      null,
                      keys.map((key) => h("kbd", { key }, keyLabel(key))),
                    ),
                  ),
                ),
              ),
            ),
          ),
        ),
      ),
    ),
  );
}
