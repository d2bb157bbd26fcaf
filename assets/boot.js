/**
 * Runs before the first paint, within the document:
 * sets the page's language and holds back pages that were prerendered in another language than the reader's, which happens where the
 * server could not know it. Which languages there are is said by `data-languages`, the default one first.
 * Who has not chosen a language reads the first of the browser's that there is, and that one without any; it is remembered, so that the
 * server speaks it too.
 */
(() => {
  const root = document.documentElement;
  const languages = (document.currentScript?.dataset.languages ?? "").split(" ");
  const chosen = /(?:^|; )vp_lang=([a-z]+)(?:;|$)/.exec(document.cookie)?.[1];
  const isThere = chosen !== undefined && languages.includes(chosen);
  const language = isThere ? chosen : preferred();
  if (!isThere) {
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `vp_lang=${language}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
  }
  root.dataset.drawn = root.lang;
  root.lang = language;
  if (language !== root.dataset.drawn) {
    root.classList.add("texts-pending");
  }

  function preferred() {
    const wished = (navigator.languages ?? [navigator.language]).map((tag) => String(tag).toLowerCase().split("-")[0]);
    return wished.find((tag) => languages.includes(tag)) ?? languages[0];
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("link[data-late]").forEach((link) => {
      /** @type {HTMLLinkElement} */ (link).media = "all";
    });
  });
})();
