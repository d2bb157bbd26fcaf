/**
 * What is done to a finished build: `node finish.mjs FOLDER LANGUAGE…`, in the folder of the bundler.
 *
 * Each page is prerendered once more in every further language, by the same server bundle, into `FOLDER/<language>/`. And every page tells
 * the browser that its scripts can wait: what there is to read, its style and its letters come first.
 */
import { readdirSync, readFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

const NO_PAGES = ["404.html", "__spa-fallback.html"];
const client = resolve("build/client");
const [folder, ...languages] = process.argv.slice(2);

/** @param {string} html */
function withPatientScripts(html) {
  return html.replaceAll('<link rel="modulepreload" href=', '<link rel="modulepreload" fetchpriority="low" href=');
}

/** @param {string} file @param {string} html */
function write(file, html) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, html);
  writeFileSync(`${file}.br`, brotliCompressSync(html));
  writeFileSync(`${file}.gz`, gzipSync(html, { level: 9 }));
}

const pages = readdirSync(client, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith(".html"));
for (const page of pages) write(join(client, page), withPatientScripts(readFileSync(join(client, page), "utf8")));

rmSync(folder, { recursive: true, force: true });
const { createRequestHandler } = await import(pathToFileURL(createRequire(resolve("package.json")).resolve("react-router")).href);
const texts = readdirSync(join(client, "assets"));
for (const language of languages) {
  process.env.VIDEOPLANET_PAGE_LANGUAGE = language;
  // A module is made once: each language has a copy of its own.
  const bundle = await import(`${pathToFileURL(resolve("build/server/index.js")).href}?${language}`);
  const answer = createRequestHandler(bundle, "production");
  const itsTexts = texts.find((name) => new RegExp(`^${language}-[^.]+\\.js$`).test(name));
  if (!itsTexts) throw new Error(`there are no texts of ${language} in the build`);
  for (const page of pages.filter((name) => !NO_PAGES.includes(name) && name.endsWith("index.html"))) {
    const path = `/${dirname(page)}`.replace(/\/\.$/, "/");
    const response = await answer(new Request(`http://localhost${path}`, { headers: { "X-React-Router-Prerender": "yes" } }));
    if (response.status !== 200) throw new Error(`${path} in ${language}: ${response.status}`);
    const html = (await response.text())
      .replace(/<html lang="[^"]*"/, `<html lang="${language}"`)
      .replace("<head>", `<head><link rel="modulepreload" href="/assets/${itsTexts}"/>`);
    write(join(folder, language, page), withPatientScripts(html));
  }
}
