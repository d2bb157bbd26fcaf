/** The menus of the control row: speed, quality, sound track, and on narrow players one menu with everything that had no room. */
import { createElement as h, Fragment } from "react";
import { Menu } from "@base-ui/react/menu";
import { usePlayer, useSnapshot } from "./context.js";
import { Icon } from "./icons.js";
import { soundLabel } from "./sounds.js";
import { SPEEDS } from "./transport.js";
import { setPausesForTyping, usePausesForTyping } from "./typing_pause.js";

/** @param {number} speed */
export function speedLabel(speed) {
  return `${String(speed).replace("-", "−")}×`;
}

export function SpeedMenu() {
  const { t } = usePlayer();
  const { speed } = useSnapshot();
  const label = speedLabel(speed);
  return h(
    PlayerMenu,
    { label: `${t("player.speed")} ${label}`, text: label, className: "rp-medium" },
    h(SpeedChoices),
    h(Menu.Separator, { className: "rp-menu-line" }),
    h(TypingPause),
  );
}

export function QualityMenu() {
  const { t } = usePlayer();
  const label = useQualityLabel();
  return h(
    PlayerMenu,
    { label: `${t("player.quality")} ${label}`, text: label, className: "rp-medium" },
    h(QualityChoices),
  );
}

/** Which sound track is heard; nothing where there is no choice. */
export function SoundMenu() {
  const { t } = usePlayer();
  const { sounds } = useSnapshot().source;
  const label = useSoundLabel();
  if (sounds.length < 2) return null;
  return h(
    PlayerMenu,
    { label: `${t("player.sound")} ${label}`, text: label, className: "rp-medium rp-sound" },
    h(SoundChoices),
  );
}

/**
 * @param {object} props
 * @param {{label: string, icon: Parameters<typeof Icon>[0]["name"], run: () => void, className?: string}[]} props.acts
 */
export function MoreMenu({ acts }) {
  const { t } = usePlayer();
  const hasSounds = useSnapshot().source.sounds.length > 1;
  return h(
    PlayerMenu,
    { label: t("player.more"), icon: "more", className: "rp-narrow" },
    acts.map(({ label, icon, run, className = "" }) =>
      h(
        Menu.Item,
        { key: label, className: `vp-item ${className}`, onClick: run },
        h(Icon, { name: icon, size: 16 }),
        label,
      ),
    ),
    h(Menu.Separator, { className: "rp-menu-line rp-small" }),
    h(
      Menu.Group,
      { className: "rp-small" },
      h(Menu.GroupLabel, { className: "rp-menu-label" }, t("player.quality")),
      h(QualityChoices),
    ),
    hasSounds ? h(Menu.Separator, { className: "rp-menu-line rp-small" }) : null,
    hasSounds
      ? h(
          Menu.Group,
          { className: "rp-small" },
          h(Menu.GroupLabel, { className: "rp-menu-label" }, t("player.sound")),
          h(SoundChoices),
        )
      : null,
    h(Menu.Separator, { className: "rp-menu-line rp-small" }),
    h(
      Menu.Group,
      { className: "rp-small" },
      h(Menu.GroupLabel, { className: "rp-menu-label" }, t("player.speed")),
      h(SpeedChoices),
    ),
    h(Menu.Separator, { className: "rp-menu-line" }),
    h(TypingPause),
  );
}

/** Whether the film stops when somebody begins to write. */
function TypingPause() {
  const { t } = usePlayer();
  return h(
    Menu.CheckboxItem,
    { checked: usePausesForTyping(), onCheckedChange: setPausesForTyping, className: "vp-item", closeOnClick: true },
    h("span", { className: "rp-check" }, h(Menu.CheckboxItemIndicator, null, h(Icon, { name: "check", size: 16 }))),
    t("player.typing_pauses"),
  );
}

function SpeedChoices() {
  const { engine } = usePlayer();
  useSnapshot();
  return h(
    Menu.RadioGroup,
    {
      value: engine?.transport.speed ?? 1,
      onValueChange: (/** @type {number} */ speed) => engine?.transport.setSpeed(speed),
    },
    SPEEDS.map((speed) => h(Choice, { key: speed, value: speed }, speedLabel(speed))),
  );
}

function QualityChoices() {
  const { engine, t } = usePlayer();
  const { source } = useSnapshot();
  const hls = engine?.film.addresses.hls ?? null;
  return h(
    Menu.RadioGroup,
    {
      value: source.choice,
      onValueChange: (/** @type {import("./film_source.js").Choice} */ choice) => engine?.source.choose(choice),
    },
    hls ? h(Choice, { value: "auto" }, h(Automatic)) : null,
    hls ? source.heights.map((height) => h(Choice, { key: height, value: height }, `${height}p`)) : null,
    source.hasOriginal ? h(Choice, { value: "original" }, t("player.original")) : null,
  );
}

function SoundChoices() {
  const { engine, t } = usePlayer();
  const { sounds, sound } = useSnapshot().source;
  return h(
    Menu.RadioGroup,
    { value: sound ?? 0, onValueChange: (/** @type {number} */ id) => engine?.source.hear(id) },
    sounds.map((each) => h(Choice, { key: each.id, value: each.id }, soundLabel(each, locale(), t))),
  );
}

/** Which rung the player chose by itself. */
function Automatic() {
  const { t } = usePlayer();
  const { source } = useSnapshot();
  const chosen = source.kind === "hls" && source.choice === "auto" && source.height ? `${source.height}p` : "";
  return h(
    Fragment,
    null,
    t("player.auto"),
    chosen ? h("span", { className: "rp-menu-hint", "aria-hidden": true }, t("player.now_playing", { quality: chosen })) : null,
  );
}

/** @param {{value: unknown, children?: import("react").ReactNode}} props */
function Choice({ value, children }) {
  return h(
    Menu.RadioItem,
    { value, className: "vp-item", closeOnClick: true },
    h("span", { className: "rp-check" }, h(Menu.RadioItemIndicator, null, h(Icon, { name: "check", size: 16 }))),
    children,
  );
}

/**
 * @param {object} props
 * @param {string} props.label
 * @param {string} [props.text]
 * @param {Parameters<typeof Icon>[0]["name"]} [props.icon]
 * @param {string} props.className
 * @param {import("react").ReactNode} [props.children]
 */
function PlayerMenu({ label, text, icon, className, children }) {
  const { engine, root } = usePlayer();
  return h(
    Menu.Root,
    { modal: false },
    h(
      Menu.Trigger,
      {
        className: `rp-button ${text ? "rp-text" : ""} ${className}`,
        "aria-label": label,
        disabled: !engine,
        ...{ "data-tip": label },
      },
      text ? h("span", { className: "rp-figures" }, text) : null,
      icon ? h(Icon, { name: icon }) : null,
    ),
    h(
      Menu.Portal,
      { container: root },
      h(
        Menu.Positioner,
        { side: "top", align: "end", sideOffset: 8, className: "vp-positioner" },
        h(
          Menu.Popup,
          // After a click the keys go back to the film; by keyboard one stays where one was.
          {
            className: "vp-popup rp-menu",
            finalFocus(/** @type {string} */ way) {
              if (way === "keyboard") return true;
              root.current?.focus({ preventScroll: true });
              return false;
            },
          },
          children,
        ),
      ),
    ),
  );
}

function useQualityLabel() {
  const { t } = usePlayer();
  const { source } = useSnapshot();
  if (source.choice === "original") return t("player.original");
  if (source.choice !== "auto") return `${source.choice}p`;
  return source.height ? `${source.height}p` : t("player.auto");
}

function useSoundLabel() {
  const { t } = usePlayer();
  const { sounds, sound } = useSnapshot().source;
  const heard = sounds.find(({ id }) => id === sound) ?? sounds[0];
  return heard ? soundLabel(heard, locale(), t) : "";
}

function locale() {
  return document.documentElement.lang || "ko";
}
