/** The panel of a version's technical facts: grouped, readable, to be copied one by one or as a whole. */
import { createElement as h, Fragment, useState } from "react";
import CheckIcon from "lucide-react/dist/esm/icons/check.mjs";
import CopyIcon from "lucide-react/dist/esm/icons/copy.mjs";
import { useDates } from "$/public/external/videoplanet/shared/ui/dates/dates.js";
import { useTexts } from "$/public/external/videoplanet/shared/ui/text/text.js";
import { factsOf, factsText } from "./film_facts.js";

const TOLD_FOR_MS = 2000;
const BUTTON =
  "inline-flex shrink-0 items-center justify-center gap-2 rounded-md text-muted transition-colors duration-120 hover:bg-hover " +
  "hover:text-ink pointer-coarse:min-h-11 pointer-coarse:min-w-11";

/**
 * @param {object} props
 * @param {string} props.title the film's
 * @param {any} props.version the version on the screen as the gateway gives it
 * @param {string} props.length its length in timecode
 * @param {Record<string, string>} [props.people] names of those who may have uploaded it, by id
 */
export function FactsPanel({ title, version, length, people }) {
  const { t } = useTexts();
  const write = useDates();
  if (!version) return null;
  const groups = factsOf(
    version,
    { length, uploaded: write(version.created_at, "date_time"), uploader: people?.[version.uploaded_by] ?? "" },
    t,
  ).filter(({ facts }) => facts.length);
  return h(
    "div",
    { className: "px-4 pt-1 pb-4" },
    groups.map(({ name, facts }) => h(GroupOfFacts, { key: name, name, facts })),
    h(Copy, {
      label: t("review.copy_facts"),
      text: factsText(`${title} v${version.number}`, groups, t),
      className: "mt-4 h-9 w-full border border-line bg-raised text-sm font-semibold !text-ink",
      isNamed: true,
    }),
  );
}

/** @param {import("./film_facts.js").Group} props */
function GroupOfFacts({ name, facts }) {
  const { t } = useTexts();
  const heading = `facts-${name}`;
  return h(
    "section",
    { "aria-labelledby": heading, className: "pt-4" },
    h("h3", { id: heading, className: "pb-1 text-xs font-semibold text-faint" }, t(`review.fact_group.${name}`)),
    h(
      "dl",
      null,
      facts.map(({ key, value, badge, copies }) =>
        h(
          "div",
          { key, className: "flex gap-4 border-b border-line py-2 last:border-b-0" },
          h("dt", { className: "w-28 shrink-0 text-muted" }, t(`review.fact.${key}`)),
          h(
            "dd",
            { className: `flex min-w-0 grow items-start gap-2 ${copies ? "font-mono text-xs leading-5" : ""}` },
            h("span", { className: copies ? "min-w-0 grow truncate" : "min-w-0 break-words", title: copies ? value : undefined }, value),
            badge
              ? h("span", { className: "shrink-0 rounded-sm bg-idea-soft px-1.5 text-xs font-bold text-idea-ink" }, badge)
              : null,
            copies
              ? h(Copy, { label: t("review.copy_fact", { name: t(`review.fact.${key}`) }), text: value, className: "-my-1 size-7" })
              : null,
          ),
        ),
      ),
    ),
  );
}

/** @param {{label: string, text: string, className: string, isNamed?: boolean}} props */
function Copy({ label, text, className, isNamed }) {
  const { t } = useTexts();
  const [isDone, setDone] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setDone(true);
      setTimeout(() => setDone(false), TOLD_FOR_MS);
    } catch {
      window.dispatchEvent(new CustomEvent("videoplanet:toast", { detail: { kind: "error", key: "review.not_copied" } }));
    }
  };
  return h(
    "button",
    { type: "button", onClick: copy, "aria-label": isNamed ? undefined : label, className: `${BUTTON} ${className}` },
    h(isDone ? CheckIcon : CopyIcon, { size: isNamed ? 16 : 14, strokeWidth: 1.75, "aria-hidden": true }),
    isNamed ? h(Fragment, null, isDone ? t("review.facts_copied") : label) : null,
    h("span", { role: "status", className: "sr-only" }, isDone ? t("review.facts_copied") : ""),
  );
}
