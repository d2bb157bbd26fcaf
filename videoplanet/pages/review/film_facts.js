/** Every technical fact of a version in writing, grouped as an editor looks for them; what is not known is left out. */

/** @typedef {(key: string, params?: Record<string, unknown>) => string} Translate */
/** @typedef {{key: string, value: string, badge?: string, copies?: boolean}} Fact `copies`: long, so it gets a button of its own */
/** @typedef {{name: "picture" | "sound" | "file", facts: Fact[]}} Group */

const UNITS = ["B", "kB", "MB", "GB", "TB"];
/** Codecs and colours by the names their makers gave them; others are written as the file says. */
const NAMES = /** @type {Record<string, string>} */ ({
  h264: "H.264 / AVC",
  hevc: "H.265 / HEVC",
  prores: "Apple ProRes",
  dnxhd: "Avid DNxHD / DNxHR",
  av1: "AV1",
  vp8: "VP8",
  vp9: "VP9",
  mpeg2video: "MPEG-2",
  mpeg4: "MPEG-4",
  mjpeg: "Motion JPEG",
  aac: "AAC",
  ac3: "Dolby Digital (AC-3)",
  eac3: "Dolby Digital Plus (E-AC-3)",
  alac: "Apple Lossless",
  flac: "FLAC",
  mp3: "MP3",
  opus: "Opus",
  vorbis: "Vorbis",
  pcm_s16le: "PCM 16 bit",
  pcm_s16be: "PCM 16 bit",
  pcm_s24le: "PCM 24 bit",
  pcm_s24be: "PCM 24 bit",
  pcm_s32le: "PCM 32 bit",
  pcm_f32le: "PCM 32 bit float",
  bt709: "BT.709",
  bt2020: "BT.2020",
  bt2020nc: "BT.2020",
  bt2020c: "BT.2020",
  "bt2020-10": "BT.2020",
  "bt2020-12": "BT.2020",
  smpte170m: "BT.601 (NTSC)",
  bt470bg: "BT.601 (PAL)",
  smpte2084: "PQ (SMPTE ST 2084)",
  "arib-std-b67": "HLG (ARIB STD-B67)",
  smpte432: "Display P3",
  smpte431: "DCI-P3",
  "iec61966-2-1": "sRGB",
  mov: "MOV / MP4",
  matroska: "Matroska / WebM",
  mxf: "MXF",
  avi: "AVI",
  mpegts: "MPEG-TS",
});
const RANGES = /** @type {Record<string, string>} */ ({
  tv: "limited",
  mpeg: "limited",
  limited: "limited",
  pc: "full",
  jpeg: "full",
  full: "full",
});

/**
 * @param {any} version as the gateway gives it
 * @param {{length: string, uploaded: string, uploader: string}} written what others write: a length in timecode, a date, a name
 * @param {Translate} t
 * @returns {Group[]}
 */
export function factsOf(version, written, t) {
  const technical = version.technical ?? {};
  const groups = /** @type {const} */ ([
    ["picture", pictureOf(version, technical, written.length, t)],
    ["sound", soundOf(version, technical, t)],
    ["file", fileOf(version, technical, written, t)],
  ]);
  return groups.map(([name, facts]) => ({ name, facts: facts.filter(({ value }) => value) }));
}

/** All facts as lines of text, to be pasted into a mail. @param {string} title @param {Group[]} groups @param {Translate} t */
export function factsText(title, groups, t) {
  const parts = groups.map(({ name, facts }) =>
    [
      `[${t(`review.fact_group.${name}`)}]`,
      ...facts.map(({ key, value, badge }) => `${t(`review.fact.${key}`)}: ${value}${badge ? ` (${badge})` : ""}`),
    ].join("\n"),
  );
  return [title, ...parts].join("\n\n");
}

/** @param {number} bytes */
export function sizeOf(bytes) {
  let size = bytes;
  let unit = 0;
  for (; size >= 1000 && unit < UNITS.length - 1; unit++) size /= 1000;
  return `${size < 10 && unit > 0 ? size.toFixed(1) : Math.round(size)} ${UNITS[unit]}`;
}

/** @param {any} version @param {any} technical @param {string} length @param {Translate} t @returns {Fact[]} */
function pictureOf(version, technical, length, t) {
  const { width, height, duration_frames: frames } = version;
  const size = width && height ? `${width} × ${height}` : "";
  const { stored_width: storedWidth, stored_height: storedHeight } = technical;
  const stored = storedWidth && storedHeight ? `${storedWidth} × ${storedHeight}` : "";
  const aspect = (technical.pixel_aspect ?? "1/1").replace("/", ":");
  const colour = [technical.colour_primaries, technical.colour_transfer, technical.colour_space].map(nameOf);
  return [
    { key: "picture", value: size },
    { key: "stored", value: stored === size ? "" : stored },
    { key: "pixel_aspect", value: aspect === "1:1" ? "" : aspect },
    { key: "rotation", value: technical.rotation ? `${technical.rotation}°` : "" },
    { key: "rate", value: rateOf(version.rate, technical, t) },
    { key: "length", value: length },
    { key: "frames", value: frames ? String(frames) : "" },
    { key: "start", value: startOf(version, technical, t) },
    { key: "video_codec", value: joined([nameOf(version.video_codec), technical.video_profile]) },
    { key: "bit_depth", value: joined([technical.bit_depth ? `${technical.bit_depth} bit` : "", technical.pixel_format]) },
    {
      key: "colour",
      value: joined([...new Set(colour), rangeOf(technical.colour_range, t)]) || (technical.is_hdr ? "HDR" : ""),
      badge: technical.is_hdr ? "HDR" : undefined,
    },
    { key: "scan", value: technical.is_interlaced ? t("review.fact_word.interlaced") : "" },
  ];
}

/** @param {any} version @param {any} technical @param {Translate} t @returns {Fact[]} */
function soundOf(version, technical, t) {
  const codec = technical.audio_codec ?? version.audio_codec;
  if (!codec) return version.video_codec ? [{ key: "audio_codec", value: t("review.fact_word.silent") }] : [];
  const tracks = streamsOf(technical, "audio");
  return [
    { key: "audio_codec", value: nameOf(codec) },
    {
      key: "audio_layout",
      value: joined([layoutOf(technical.audio_layout, t), channelsOf(technical.audio_channels, t)]),
    },
    { key: "sample_rate", value: technical.audio_sample_rate ? `${plain(technical.audio_sample_rate / 1000)} kHz` : "" },
    { key: "tracks", value: tracks.length > 1 ? tracks.map((track) => trackOf(track, t)).join(", ") : "" },
  ];
}

/** @param {any} version @param {any} technical @param {{uploaded: string, uploader: string}} written @param {Translate} t @returns {Fact[]} */
function fileOf(version, technical, { uploaded, uploader }, t) {
  const bitRate = technical.bit_rate;
  return [
    { key: "file", value: version.filename ?? "" },
    { key: "container", value: nameOf(technical.container) },
    { key: "size", value: version.size ? sizeOf(version.size) : "" },
    { key: "bit_rate", value: bitRate ? bitRateOf(bitRate) : "" },
    { key: "subtitles", value: streamsOf(technical, "subtitle").map((track) => trackOf(track, t)).join(", ") },
    { key: "uploaded", value: uploaded },
    { key: "uploader", value: version.uploaded_by_guest ? t("review.fact_word.guest") : uploader },
    { key: "sha256", value: version.sha256 ?? "", copies: true },
  ];
}

/** Such as "24000/1001 · 23.976 fps · constant". @param {{num: number, den: number} | null} rate @param {any} technical @param {Translate} t */
function rateOf(rate, technical, t) {
  if (!rate?.num || !rate.den) return "";
  const written = `${plain(rate.num / rate.den)} fps`;
  const { is_constant_rate: isConstant, lowest_rate: lowest, highest_rate: highest } = technical;
  const kind = isConstant === undefined ? "" : t(isConstant ? "review.fact_word.constant" : "review.fact_word.variable");
  const range = isConstant === false && lowest && highest ? ` ${plain(lowest)}–${plain(highest)}` : "";
  return joined([rate.den === 1 ? "" : `${rate.num}/${rate.den}`, written, kind + range]);
}

/** @param {any} version @param {any} technical @param {Translate} t */
function startOf(version, technical, t) {
  if (!version.start_timecode) return "";
  const counted = version.is_drop_frame ? t("review.fact_word.drop_frame") : "";
  return joined([version.start_timecode, counted, technical.timecode_source]);
}

/** @param {number} bits a second */
function bitRateOf(bits) {
  return bits >= 1e6 ? `${plain(bits / 1e6, bits < 1e7 ? 1 : 0)} Mbit/s` : `${Math.round(bits / 1000)} kbit/s`;
}

/** @param {string | null | undefined} range @param {Translate} t */
function rangeOf(range, t) {
  const known = RANGES[range ?? ""];
  return known ? t(`review.fact_word.range_${known}`) : "";
}

/** @param {any} stream @param {Translate} t */
function trackOf(stream, t) {
  const channels = layoutOf(stream.layout, t) || channelsOf(stream.channels, t);
  return [stream.title, stream.language, nameOf(stream.codec), channels].filter(Boolean).join(" ");
}

/** @param {number | null | undefined} count @param {Translate} t */
function channelsOf(count, t) {
  return count ? t("review.fact_word.channels", { count }) : "";
}

/** Layouts that have a word are said in the viewer's; others are signs, such as "5.1". @param {string | null | undefined} layout @param {Translate} t */
function layoutOf(layout, t) {
  return layout === "mono" || layout === "stereo" ? t(`review.fact_word.${layout}`) : layout;
}

/** @param {any} technical @param {string} kind @returns {any[]} */
function streamsOf(technical, kind) {
  return (technical.streams ?? []).filter((/** @type {any} */ stream) => stream.kind === kind);
}

/** @param {string | null | undefined} name */
function nameOf(name) {
  return name ? (NAMES[name] ?? name) : "";
}

/** @param {(string | null | undefined)[]} parts */
function joined(parts) {
  return parts.filter(Boolean).join(" · ");
}

/** @param {number} value @param {number} digits at most so many behind the point */
function plain(value, digits = 3) {
  return String(Number(value.toFixed(digits)));
}
