/** Words about a mistake stand only until the mistake is mended. */
import { useEffect, useState } from "react";
import { showComplaint } from "./complaint.js";

/** How long after sending a form again the same words wait before they are taken for the new answer. */
const ANSWER_MS = 800;

/**
 * What is still wrong with a field: nothing as soon as somebody changes it, until it is said anew.
 * @param {string} controlId of the field; empty: whatever field is changed
 * @param {string} error what the server said, empty without complaint
 * @returns {string}
 */
export function useStanding(controlId, error) {
  const [mended, setMended] = useState("");
  useEffect(() => {
    setMended("");
    if (!error) return undefined;
    const shown = requestAnimationFrame(() => showComplaint(document));
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let answer;
    /** @param {Event} event */
    const onInput = (event) => {
      const { id } = /** @type {Element} */ (event.target);
      if (controlId && id !== controlId) return;
      clearTimeout(answer);
      setMended(error);
    };
    const onSubmit = () => {
      clearTimeout(answer);
      answer = setTimeout(() => setMended(""), ANSWER_MS);
    };
    document.addEventListener("input", onInput, true);
    document.addEventListener("submit", onSubmit, true);
    return () => {
      cancelAnimationFrame(shown);
      clearTimeout(answer);
      document.removeEventListener("input", onInput, true);
      document.removeEventListener("submit", onSubmit, true);
    };
  }, [controlId, error]);
  return mended === error ? "" : error;
}
