/**
 * Runs before the first paint, as an external script so that the content security policy needs no exception:
 * sets the page's language and holds back pages that are prerendered in another language than the reader's. Which languages there are
 * is said by `data-languages`, the one of the prerendered pages first.
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
  root.lang = language;
  if (language !== languages[0]) {
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
