/** What is wrong with a form is seen with its field, above a keyboard too, and what was refused is replaced by what is typed next. */

/**
 * Brings the first wrong field and the words below it into sight, or the words about the form as a whole; selects what a field holds
 * whose entry was refused, where its viewer still is in it.
 * @param {Document} page
 */
export function showComplaint(page) {
  const field = [...page.querySelectorAll("[aria-invalid='true']")].find(isShown);
  const words = field ? page.getElementById(`${field.id}-error`) : [...page.querySelectorAll("[data-complaint]")].find(isShown);
  field?.scrollIntoView({ block: "nearest" });
  words?.scrollIntoView({ block: "nearest" });
  if (field === page.activeElement) selectEntry(field);
}

/** @param {Element | null | undefined} field */
export function selectEntry(field) {
  if (field && "select" in field && typeof field.select === "function") field.select();
}

/** @param {Element} element */
function isShown(element) {
  return element.checkVisibility();
}
