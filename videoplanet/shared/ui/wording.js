/**
 * Fills the placeholders of a text, so that the words around a value fit it: `shared/i18n/wording.py` and `particles.py` for the
 * browser, held to the same vectors. `{name}` is the value; `{name:a/b}` the particle, or the word for a number, that goes with it.
 */

/** @typedef {{language: string, forms: string}} Speech which language, and what the words of `{name:a/b}` are in it: `particle` or `plural` */
/** @typedef {"vowel" | "rieul" | "consonant"} Ending */

const NAME_SHOWN = 40;
const NAME_HEAD = 24;
const NAME_TAIL = 12;
const PLACEHOLDER = /\{(\w+)(?::([^{}/]+(?:\/[^{}/]+)+))?\}/g;
const CATEGORIES = ["zero", "one", "two", "few", "many", "other"];
const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;
const FINALS = 28;
const RIEUL = 8;
/** @type {Ending[]} 영 일 이 삼 사 오 육 칠 팔 구 */
const DIGITS = ["consonant", "rieul", "vowel", "consonant", "vowel", "vowel", "consonant", "rieul", "rieul", "vowel"];
/** @type {Record<string, Ending>} 엘, 알, 엠, 엔 */
const LETTERS = { L: "rieul", R: "rieul", M: "consonant", N: "consonant" };
const SPELLED = 4;
const WORD_RIEUL = /(?:l|[aeiou]le|[^aeiou]le)$/;
const WORD_CONSONANT = /(?:[mn]|ng|[aeiou][mn]e|(?:^|[^aeiou])[aeiou](?:[bckpt]|ck|[bpt]{2})|ook)$/;

/**
 * @param {string} template
 * @param {Speech} speech
 * @param {Record<string, unknown>} params
 * @param {(value: unknown) => string} [shown] how a value is written
 */
export function fill(template, { language, forms }, params, shown = String) {
  return template.replace(PLACEHOLDER, (_, name, words) => {
    const value = params[name] ?? "";
    if (words === undefined) return shown(value);
    const all = words.split("/");
    if (forms === "particle") return particle(shown(value), all[0], all[1]);
    return all[Math.min(placeOf(pluralCategory(value, language), language), all.length - 1)];
  });
}

/**
 * The form of a Korean particle after a word: both when nobody can tell how the word is read.
 * @param {string} word @param {string} afterConsonant @param {string} afterVowel
 */
export function particle(word, afterConsonant, afterVowel) {
  const ending = endingOf(word);
  if (ending === null) return afterConsonant === "으로" ? `(으)${afterVowel}` : `${afterConsonant}(${afterVowel})`;
  if (ending === "rieul" && afterConsonant === "으로") return afterVowel;
  return ending === "vowel" ? afterVowel : afterConsonant;
}

/**
 * The plural category (CLDR) of a number or of a number's text; `other` for what is no number.
 * @param {unknown} value @param {string} language
 */
export function pluralCategory(value, language) {
  const text = String(value).replaceAll(",", "").trim();
  const number = text === "" ? NaN : Number(text);
  if (!Number.isFinite(number)) return "other";
  const decimals = Math.min(20, (text.split(".")[1] ?? "").length);
  return new Intl.PluralRules(language, { minimumFractionDigits: decimals }).select(number);
}

/** The place of a plural category among those of the language, in CLDR's order. @param {string} category @param {string} language */
function placeOf(category, language) {
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
  return CATEGORIES.filter((name) => name === "other" || pluralCategories.some((known) => known === name)).indexOf(category);
}

/** A name as a note, a question or a subject has room for it: a long one loses its middle, as file names do. @param {string} name */
export function shortened(name) {
  const signs = [...name];
  if (signs.length <= NAME_SHOWN) return name;
  const head = signs
    .slice(0, NAME_HEAD)
    .join("")
    .replace(/(?: |\u200d|\ufe0e|\ufe0f)+$/u, "");
  const tail = signs
    .slice(-NAME_TAIL)
    .join("")
    .replace(/^(?: |\u200d|\ufe0e|\ufe0f)+/u, "");
  return `${head}…${tail}`;
}

/** @param {string} word @returns {Ending | null} */
function endingOf(word) {
  const text = word.normalize("NFC").replace(/[^\p{L}\p{N}%]+$/u, "");
  const last = text.at(-1);
  if (last === undefined) return null;
  if (last === "%") return "vowel"; // 퍼센트
  const code = last.charCodeAt(0);
  if (code >= FIRST_SYLLABLE && code <= LAST_SYLLABLE) {
    const final = (code - FIRST_SYLLABLE) % FINALS;
    return final === 0 ? "vowel" : final === RIEUL ? "rieul" : "consonant";
  }
  const number = /([0-9][0-9,]*)(?:\.([0-9]+))?$/.exec(text);
  if (number) return endingOfNumber(number[1], number[2]);
  const latin = /[A-Za-z]+$/.exec(text.normalize("NFD").replace(/\p{M}/gu, ""));
  return latin ? endingOfLatin(latin[0]) : null;
}

/** @param {string} whole @param {string | undefined} fraction @returns {Ending} */
function endingOfNumber(whole, fraction) {
  if (fraction !== undefined) return DIGITS[Number(fraction.at(-1))];
  const digits = whole.replaceAll(",", "");
  const zeros = digits.length - digits.replace(/0+$/, "").length;
  if (zeros === 0 || zeros === digits.length) return DIGITS[Number(digits.at(-1))];
  return zeros >= 12 && zeros < 16 ? "vowel" : "consonant"; // 조 alone ends in a vowel
}

/** @param {string} word @returns {Ending} */
function endingOfLatin(word) {
  if (/(?:[KMGT]i?)?B$/.test(word)) return "vowel"; // 바이트
  const isSpelled = word.length === 1 || !/[aeiouy]/i.test(word) || (word === word.toUpperCase() && word.length <= SPELLED);
  if (isSpelled) return LETTERS[word.slice(-1).toUpperCase()] ?? "vowel";
  if (WORD_RIEUL.test(word.toLowerCase())) return "rieul";
  return WORD_CONSONANT.test(word.toLowerCase()) ? "consonant" : "vowel";
}
