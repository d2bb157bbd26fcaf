/**
 * Runs before the first paint, as an external script so that the content security policy needs no exception:
 * sets the page's language and holds back pages that are prerendered in Korean from those who read English.
 */
(function () {
  var root = document.documentElement;
  if (/(?:^|; )vp_lang=en(?:;|$)/.test(document.cookie)) {
    root.lang = "en";
    root.classList.add("texts-pending");
  }
  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("link[data-late]").forEach(function (link) {
      link.media = "all";
    });
  });
})();
