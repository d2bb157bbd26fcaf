/** A password input whose letters can be shown; it keeps what was typed out of the page's state. */
import { createElement, useState } from "react";
import Eye from "lucide-react/dist/esm/icons/eye.mjs";
import EyeOff from "lucide-react/dist/esm/icons/eye-off.mjs";
import { useTexts } from "$/public/external/videoplanet/shared/ui/text/text.js";

/** @param {import("react").InputHTMLAttributes<HTMLInputElement>} props Those of an input. */
export function PasswordInput(props) {
  const [shown, setShown] = useState(false);
  const { t } = useTexts();
  return createElement(
    "span",
    { className: "relative block" },
    createElement("input", { ...props, type: shown ? "text" : "password", spellCheck: false, autoCapitalize: "none" }),
    createElement(
      "button",
      {
        type: "button",
        "aria-label": t(shown ? "ui.password.hide" : "ui.password.show"),
        "aria-pressed": shown,
        onClick: () => setShown(!shown),
        className: "absolute inset-y-0 right-0 flex w-11 items-center justify-center rounded-md text-faint hover:text-ink",
      },
      createElement(shown ? EyeOff : Eye, { size: 18, strokeWidth: 1.75, "aria-hidden": true }),
    ),
  );
}
