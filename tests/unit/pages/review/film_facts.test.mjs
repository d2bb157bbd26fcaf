/** The facts of a film as the panel writes them. */
import assert from "node:assert/strict";
import test from "node:test";
import { factsOf, factsText, sizeOf } from "../../../../videoplanet/pages/review/film_facts.js";

/** @type {import("../../../../videoplanet/pages/review/film_facts.js").Translate} */
const t = (key, params) => key.split(".").pop() + (params ? `=${Object.values(params).join()}` : "");
const WRITTEN = { length: "00:00:10:00", uploaded: "today", uploader: "Jiwoo" };

const MASTER = {
  number: 2,
  filename: "master.mov",
  size: 5_200_000,
  sha256: "ab".repeat(32),
  rate: { num: 24000, den: 1001 },
  duration_frames: 240,
  start_timecode: "10:00:00:00",
  is_drop_frame: false,
  width: 1920,
  height: 1080,
  video_codec: "prores",
  audio_codec: "pcm_s24le",
  uploaded_by: "someone",
  technical: {
    container: "mov",
    video_profile: "422 HQ",
    pixel_format: "yuv422p10le",
    bit_depth: 10,
    is_constant_rate: true,
    stored_width: 1440,
    stored_height: 1080,
    pixel_aspect: "4/3",
    rotation: 0,
    is_interlaced: false,
    colour_range: "tv",
    colour_space: "bt2020nc",
    colour_primaries: "bt2020",
    colour_transfer: "smpte2084",
    is_hdr: true,
    bit_rate: 184_300_000,
    audio_codec: "pcm_s24le",
    audio_layout: "5.1",
    audio_channels: 6,
    audio_sample_rate: 48000,
    streams: [
      { kind: "audio", codec: "pcm_s24le", language: "kor", layout: "5.1" },
      { kind: "audio", codec: "pcm_s24le", language: "eng", layout: "stereo" },
      { kind: "subtitle", codec: "mov_text", language: "kor" },
    ],
    timecode_source: "tmcd",
  },
};

/** @param {object} version */
const written = (version, written = WRITTEN) =>
  Object.fromEntries(factsOf(version, written, t).flatMap(({ facts }) => facts.map(({ key, value }) => [key, value])));

test("a master's facts are all there, exact where the file is exact", () => {
  assert.deepEqual(written(MASTER), {
    picture: "1920 × 1080",
    stored: "1440 × 1080",
    pixel_aspect: "4:3",
    rate: "24000/1001 · 23.976 fps · constant",
    length: "00:00:10:00",
    frames: "240",
    start: "10:00:00:00 · tmcd",
    video_codec: "Apple ProRes · 422 HQ",
    bit_depth: "10 bit · yuv422p10le",
    colour: "BT.2020 · PQ (SMPTE ST 2084) · range_limited",
    audio_codec: "PCM 24 bit",
    audio_layout: "5.1 · channels=6",
    sample_rate: "48 kHz",
    tracks: "kor PCM 24 bit 5.1, eng PCM 24 bit stereo",
    file: "master.mov",
    container: "MOV / MP4",
    size: "5.2 MB",
    bit_rate: "184 Mbit/s",
    subtitles: "kor mov_text",
    uploaded: "today",
    uploader: "Jiwoo",
    sha256: "ab".repeat(32),
  });
});

test("a variable rate says between what, a film without sound says so", () => {
  const phone = {
    ...MASTER,
    rate: { num: 30, den: 1 },
    audio_codec: null,
    technical: { is_constant_rate: false, lowest_rate: 14.2, highest_rate: 30.061, rotation: 90 },
  };
  const { rate, audio_codec: sound, rotation } = written(phone);
  assert.deepEqual([rate, sound, rotation], ["30 fps · variable 14.2–30.061", "silent", "90°"]);
});

test("tracks that do not tell which speakers they are for say how many channels they have", () => {
  const mono = { kind: "audio", codec: "pcm_s16le", layout: null, channels: 1 };
  const { audio_layout: layout, tracks } = written({
    ...MASTER,
    technical: { ...MASTER.technical, audio_layout: null, audio_channels: 1, streams: [mono, { ...mono, channels: 2 }] },
  });
  assert.deepEqual([layout, tracks], ["channels=1", "PCM 16 bit channels=1, PCM 16 bit channels=2"]);
});

test("what is not known yet is left out", () => {
  const fresh = { number: 1, filename: "a.mov", size: 10, rate: null, technical: null };
  assert.deepEqual(written(fresh, { length: "", uploaded: "", uploader: "" }), { file: "a.mov", size: "10 B" });
});

test("high dynamic range gets a badge, which is copied too", () => {
  const groups = factsOf(MASTER, WRITTEN, t);
  assert.equal(groups[0].facts.find(({ key }) => key === "colour")?.badge, "HDR");
  const text = factsText("Film v2", groups, t);
  assert.match(text, /^Film v2\n\n\[picture\]\npicture: 1920 × 1080\n/);
  assert.match(text, /range_limited \(HDR\)/);
});

test("sizes are short", () => {
  assert.deepEqual([0, 999, 5_200_000, 48_000_000].map(sizeOf), ["0 B", "999 B", "5.2 MB", "48 MB"]);
});
