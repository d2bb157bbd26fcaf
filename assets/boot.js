/**
 * Runs before the first paint, as an external script so that the content security policy needs no exception:
 * sets the page's language and holds back pages that are prerendered in Korean from those who read English.
 * Who has not chosen a language reads the first of the browser's that there is, and Korean without one; it is remembered, so that
 * the server speaks it too.
 */
(function () {
  var root = document.documentElement;
  var chosen = /(?:^|; )vp_lang=(ko|en)(?:;|$)/.exec(document.cookie);
  var language = chosen ? chosen[1] : preferred();
  if (!chosen) {
    var secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = "vp_lang=" + language + "; Path=/; Max-Age=31536000; SameSite=Lax" + secure;
  }
  root.lang = language;
  if (language === "en") {
    root.classList.add("texts-pending");
  }
  function preferred() {
    var all = (navigator.languages || [navigator.language]).map(function (tag) {
      return String(tag).toLowerCase().split("-")[0];
    });
    return all.filter(function (tag) {
      return tag === "ko" || tag === "en";
    })[0] || "ko";
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("link[data-late]").forEach(function (link) {
      link.media = "all";
    });
  });
})();
