/** Asks where films go when the page cannot know: which project, or new version or new film. What it shows is drawn by `question.py`. */
import { targetOf } from "./places.js";

/** @typedef {import("./rows.js").Target} Target */
/** @typedef {{value: string, title: string, text: string, target: Target}} Choice `title` is empty where `value` names a text */
/** @typedef {{id: string, name: string, client: string}} Project as the gateway gives it */

const LAST_PROJECT = "vp_upload_project";
const CLOSED = { is_open: false, is_room: false, name: "", count: 0, size: 0, choices: [], chosen: "" };

export class Question {
  /** @type {{is_open: boolean, is_room: boolean, name: string, count: number, size: number, choices: Omit<Choice, "target">[], chosen: string}} */
  view = CLOSED;

  /** @type {import("./places.js").Question | null} */
  #asked = null;
  /** @type {Choice[]} */
  #choices = [];

  /**
   * @param {object} means
   * @param {(path: string) => Promise<any>} means.get of the gateway @param {Pick<Storage, "getItem" | "setItem">} means.memory
   * @param {(question: import("./places.js").Question, target: Target) => void} means.answer
   * @param {() => void} means.onChange
   */
  constructor({ get, memory, answer, onChange }) {
    this.get = get;
    this.memory = memory;
    this.answer = answer;
    this.onChange = onChange;
  }

  /** Shows what is asked; nothing for null. @param {import("./places.js").Question | null} asked */
  async open(asked) {
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#show(CLOSED);
    if (!asked) return;
    const { place, picks } = asked;
    const choices = place.kind === "room" ? choicesOfRoom(place, picks.length) : await this.#projects();
    if (this.#asked !== asked) return;
    this.#choices = choices;
    if (place.kind === "any" && choices.length === 1) return this.answer(asked, choices[0].target);
    const last = this.memory.getItem(LAST_PROJECT);
    this.#show({
      is_open: true,
      is_room: place.kind === "room",
      name: picks.length === 1 ? picks[0].file.name : "",
      count: picks.length,
      size: picks.reduce((sum, { file }) => sum + file.size, 0),
      choices: choices.map(({ value, title, text }) => ({ value, title, text })),
      chosen: (choices.find(({ value }) => value === last) ?? choices[0])?.value ?? "",
    });
  }

  /** @param {string} value */
  choose(value) {
    this.#show({ ...this.view, chosen: value });
  }

  submit() {
    const target = this.#choices.find(({ value }) => value === this.view.chosen)?.target;
    if (!this.#asked || !target) return;
    if (this.#asked.place.kind === "any") this.memory.setItem(LAST_PROJECT, target.projectId);
    this.answer(this.#asked, target);
  }

  /** Those to which the server says one may upload. @returns {Promise<Choice[]>} */
  async #projects() {
    /** @type {Project[]} */
    const projects = [];
    try {
      for (let cursor = ""; ; ) {
        const page = await this.get(`/projects?may=upload&limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
        projects.push(...page.items);
        cursor = page.next_cursor ?? "";
        if (!cursor) break;
      }
    } catch {
      return [];
    }
    return projects.map(({ id, name, client }) => ({
      value: id,
      title: name,
      text: client,
      target: { projectId: id, projectName: name },
    }));
  }

  /** @param {Question["view"]} view */
  #show(view) {
    this.view = view;
    this.onChange();
  }
}

/** @param {import("./places.js").Place} place @param {number} count @returns {Choice[]} */
function choicesOfRoom(place, count) {
  const version = targetOf(place, "version");
  const film = targetOf(place, "film");
  /** @type {(Choice | null | false)[]} */
  const all = [
    count === 1 && version && { value: "version", title: "", text: place.videoTitle ?? "", target: version },
    film && { value: "film", title: "", text: place.projectName ?? "", target: film },
  ];
  return all.filter((each) => each !== null && each !== false);
}
