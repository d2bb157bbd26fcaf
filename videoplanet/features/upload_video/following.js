/** What becomes of films the server has taken: their processing in per cent, until they are ready or have failed; its job's acts. */

/** @typedef {import("./rows.js").Upload} Upload */

const ASK_AGAIN_MS = 2000;

export class Following {
  /** @type {Set<string>} */
  #followed = new Set();

  /**
   * @param {object} options
   * @param {import("./uploads.js").Means} options.means
   * @param {(id: string) => Upload | undefined} options.rowOf
   * @param {(id: string, change: Partial<Upload>) => void} options.change
   */
  constructor({ means, rowOf, change }) {
    this.means = means;
    this.rowOf = rowOf;
    this.change = change;
  }

  /** @param {string} id @param {any} version as the gateway gives it */
  begin(id, version) {
    this.change(id, standingOf(version));
    void this.#follow(id);
  }

  /** @param {string} id @param {"cancel" | "retry"} act */
  async steerJob(id, act) {
    const row = this.rowOf(id);
    if (!row?.jobId) return;
    const api = this.means.apiOf(row.target.shareToken);
    try {
      await api.post(`/jobs/${row.jobId}/${act}`);
      if (act === "retry") this.change(id, { state: "processing", percent: 0, problem: "", secondsLeft: null });
      void this.#follow(id);
    } catch (error) {
      this.change(id, { noticeKey: "", problem: api.refusalOf(error)?.detail ?? row.problem });
    }
  }

  /** @param {string} id */
  async #follow(id) {
    if (this.#followed.has(id)) return;
    this.#followed.add(id);
    const { signal } = new AbortController();
    try {
      for (let row = this.rowOf(id); row?.state === "processing"; row = this.rowOf(id)) {
        await this.means.wait(ASK_AGAIN_MS * this.#followed.size, signal);
        const { videoId, version: number, target } = row;
        const video = await this.means.line.keepTrying(() => this.means.apiOf(target.shareToken).get(`/videos/${videoId}`), signal);
        const version = video?.versions.find((/** @type {any} */ each) => each.number === number);
        if (version) this.change(id, standingOf(version));
      }
    } catch {
      // The film was deleted, or may not be seen any more: the row keeps what it knew.
    } finally {
      this.#followed.delete(id);
    }
  }
}

/** @param {any} version @returns {Partial<Upload>} */
function standingOf(version) {
  if (!version) return { state: "ready", percent: 100 };
  const { status, progress, error, seconds_left: secondsLeft, job_id: jobId, sha256, is_playable: isPlayable, rungs } = version;
  const known = { jobId: jobId ?? "", ...(sha256 ? { sha256 } : {}), isWatchable: Boolean(isPlayable || rungs?.length) };
  if (status === "ready") return { ...known, state: "ready", percent: 100, problem: "", secondsLeft: null, isWatchable: true };
  if (status === "failed") return { ...known, state: "failed", percent: 0, problem: error ?? "", secondsLeft: null };
  return { ...known, state: "processing", percent: progress ?? 0, problem: "", secondsLeft: secondsLeft ?? null };
}
