/** Who is in the room, from presence frames. Pure; nothing of it is stored anywhere. */

/** @typedef {{id: string, kind: "user" | "guest", name: string, frame: number | null, typing: boolean, version?: number | null}} Person */
/** @typedef {Partial<Person> & {id: string}} Told what a frame says of somebody: all of it about who is new */
/** @typedef {{type: string, payload: {people?: Told[]}, video_id?: string | null}} PresenceFrame */

/**
 * The people after a frame: `presence.state` replaces them, the others add, change or take away.
 * @param {Person[]} people @param {PresenceFrame} frame @returns {Person[]}
 */
export function peopleAfter(people, { type, payload }) {
  const told = payload?.people ?? [];
  if (type === "presence.state") return /** @type {Person[]} */ (told);
  const ids = new Set(told.map(({ id }) => id));
  if (type === "presence.leave") return people.filter(({ id }) => !ids.has(id));
  if (type !== "presence.join" && type !== "presence.update" && type !== "comment.typing") return people;
  const changes = new Map(told.map((person) => [person.id, person]));
  const known = new Set(people.map(({ id }) => id));
  return [
    ...people.map((person) => ({ ...person, ...changes.get(person.id) })),
    .../** @type {Person[]} */ (told.filter(({ id, name }) => !known.has(id) && name)),
  ];
}

/**
 * What the interface shows.
 * @param {Person[]} here @param {string} viewerId
 * @param {(names: string[]) => string[]} coloursOf a colour for each of several people
 */
export function shownOf(here, viewerId, coloursOf) {
  const byId = [...here].sort((a, b) => (a.id < b.id ? -1 : 1)); // the same on everybody's page
  const colours = coloursOf(byId.map(({ name }) => name));
  const people = here.map((person) => ({ ...person, colour: colours[byId.indexOf(person)] }));
  const others = people.filter(({ id }) => id !== viewerId);
  return {
    people: [...people.filter(({ id }) => id === viewerId), ...others],
    count: people.length,
    guests: people.filter(({ kind }) => kind === "guest").length,
    ghosts: others
      .filter(({ frame }) => Number.isInteger(frame))
      .map(({ id, name, frame, colour }) => ({ id, name, frame, colour })),
    writing: others.filter(({ typing }) => typing),
  };
}
