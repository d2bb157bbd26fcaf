/**
 * Runs before the first paint, as an external script so that the content security policy needs no exception:
 * sets the page's language and holds back pages that are prerendered in Korean from those who read English.
 * Who has not chosen a language reads the first of the browser's that there is, and Korean without one; it is remembered, so that
 * the server speaks it too.
 */
(() => {
  const root = document.documentElement;
  const chosen = /(?:^|; )vp_lang=(ko|en)(?:;|$)/.exec(document.cookie);
  const language = chosen ? chosen[1] : preferred();
  if (!chosen) {
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `vp_lang=${language}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
  }
  root.lang = language;
  if (language === "en") {
    root.classList.add("texts-pending");
  }
  function preferred() {
    const all = (navigator.languages || [navigator.language]).map((tag) => {
      return String(tag).toLowerCase().split("-")[0];
    });
    return all.filter((tag) => {
      return tag === "ko" || tag === "en";
    })[0] || "ko";
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("link[data-late]").forEach((link) => {
      /** @type {HTMLLinkElement} */ (link).media = "all";
    });
  });
})();
