/**
 * Tells what became of each test, in a line of JSON as soon as it is known, for `test_browser_modules.py`; what went wrong after its
 * test had ended is said aside.
 */
import { inspect } from "node:util";

/** @param {AsyncIterable<import("node:test/reporters").TestEvent>} events */
export default async function* report(events) {
  for await (const { type, data } of events) {
    if (type === "test:pass") yield line(data.file, data.name, "");
    if (type === "test:fail") yield line(data.file, data.name, inspect(data.details.error.cause ?? data.details.error));
    if (type === "test:diagnostic" && data.message.startsWith("Error:")) console.error(data.message);
  }
}

/** @param {string | undefined} file @param {string} name @param {string} failure */
function line(file, name, failure) {
  return `${JSON.stringify({ file, name, failure })}\n`;
}
