/** Asks where films go when the page cannot know: which project, or new version or new film. */
import { createElement as h, useEffect, useState } from "react";
import { Dialog } from "@base-ui/react/dialog";
import { createApi } from "$/public/external/videoplanet/shared/ui/gateway/gateway.js";
import { sizeText } from "$/public/external/videoplanet/shared/ui/size/size.js";
import { useTexts } from "$/public/external/videoplanet/shared/ui/text/text.js";
import { BUTTON, PRIMARY, SECONDARY } from "./looks.js";
import { ask, targetOf } from "./places.js";

/** @typedef {{value: string, title: string, text?: string, target: import("./rows.js").Target}} Choice */

const LAST_PROJECT = "vp_upload_project";
const MAY_UPLOAD = new Set(["owner", "admin", "editor"]);

/**
 * @param {object} props
 * @param {import("./places.js").Question} props.question
 * @param {(target: import("./rows.js").Target, picks: import("./uploads.js").Pick[]) => void} props.onChosen
 */
export function Question({ question, onChosen }) {
  const { t } = useTexts();
  const [choices, setChoices] = useState(/** @type {Choice[] | null} */ (null));
  const [chosen, setChosen] = useState("");
  const { place, picks } = question;

  useEffect(() => {
    let isOver = false;
    /** @param {Choice[]} found */
    const offer = (found) => {
      if (isOver) return;
      if (place.kind === "any" && found.length === 1) return onChosen(found[0].target, picks);
      setChoices(found);
      const last = sessionStorage.getItem(LAST_PROJECT);
      setChosen((found.find(({ value }) => value === last) ?? found[0])?.value ?? "");
    };
    if (place.kind === "room") offer(choicesOfRoom(place, picks.length, t));
    else choicesOfProjects().then(offer, () => offer([]));
    return () => {
      isOver = true;
    };
  }, [question]);

  if (!choices) return null;
  const target = choices.find(({ value }) => value === chosen)?.target;
  const size = picks.reduce((sum, { file }) => sum + file.size, 0);
  const what = picks.length === 1 ? picks[0].file.name : t("upload.ask.several", { count: picks.length });
  return h(
    Dialog.Root,
    { open: true, onOpenChange: (/** @type {boolean} */ isOpen) => !isOpen && ask(null) },
    h(
      Dialog.Portal,
      null,
      h(Dialog.Backdrop, { className: "vp-backdrop" }),
      h(
        Dialog.Popup,
        { className: "vp-dialog" },
        h(
          "form",
          {
            className: "flex min-h-0 flex-col",
            onSubmit: (/** @type {import("react").FormEvent} */ event) => {
              event.preventDefault();
              if (!target) return;
              if (place.kind === "any") sessionStorage.setItem(LAST_PROJECT, target.projectId);
              onChosen(target, picks);
            },
          },
          h(
            "div",
            { className: "px-6 pt-5" },
            h(Dialog.Title, { className: "text-lg font-bold" }, t(place.kind === "room" ? "upload.ask.room" : "upload.ask.project")),
            h(Dialog.Description, { className: "mt-1 truncate text-muted" }, `${what} · ${sizeText(size)}`),
          ),
          h(
            "fieldset",
            { className: "flex min-h-0 flex-col gap-1.5 overflow-y-auto px-6 py-4" },
            h("legend", { className: "sr-only" }, t("upload.ask.where")),
            choices.length === 0 && h("p", { className: "py-3 text-muted" }, t("upload.ask.none")),
            choices.map(({ value, title, text }) =>
              h(
                "label",
                {
                  key: value,
                  className:
                    "flex min-h-11 cursor-pointer items-center gap-3 rounded-lg border border-line px-3.5 py-2.5 hover:bg-hover " +
                    "has-checked:border-accent has-checked:bg-tint has-focus-visible:outline-2 has-focus-visible:outline-accent",
                },
                h("input", {
                  type: "radio",
                  name: "where",
                  value,
                  checked: value === chosen,
                  onChange: () => setChosen(value),
                  className: "size-4 shrink-0 accent-(--brand) outline-none",
                }),
                h(
                  "span",
                  { className: "min-w-0" },
                  h("span", { className: "block truncate font-semibold" }, title),
                  text && h("span", { className: "block truncate text-sm text-muted" }, text),
                ),
              ),
            ),
          ),
          h(
            "div",
            { className: "flex flex-wrap justify-end gap-2 px-6 pb-5 pt-1" },
            h(Dialog.Close, { className: `${BUTTON} ${SECONDARY}` }, t("ui.cancel")),
            h("button", { type: "submit", disabled: !target, className: `${BUTTON} ${PRIMARY}` }, t("upload.ask.send")),
          ),
        ),
      ),
    ),
  );
}

/** @param {import("./places.js").Place} place @param {number} count @param {import("./wording.js").Words} t @returns {Choice[]} */
function choicesOfRoom(place, count, t) {
  const version = targetOf(place, "version");
  const film = targetOf(place, "film");
  /** @type {(Choice | null | false)[]} */
  const all = [
    count === 1 && version && { value: "version", title: t("upload.drop.version"), text: place.videoTitle, target: version },
    film && { value: "film", title: t("upload.drop.film"), text: place.projectName, target: film },
  ];
  return all.filter((each) => each !== null && each !== false);
}

/** @returns {Promise<Choice[]>} */
async function choicesOfProjects() {
  const { items } = await createApi().get("/projects?limit=100");
  return items
    .filter((/** @type {any} */ project) => MAY_UPLOAD.has(project.role) && !project.archived)
    .map((/** @type {any} */ { id, name, client }) => ({
      value: id,
      title: name,
      text: client,
      target: { projectId: id, projectName: name },
    }));
}
