/** Which part of the day an hour belongs to: how people greet each other in it. */

/** @param {number} hour 0–23 @returns {"morning" | "day" | "evening"} */
export function partOfDay(hour) {
  if (hour < 5 || hour >= 20) return "evening";
  return hour < 11 ? "morning" : "day";
}
