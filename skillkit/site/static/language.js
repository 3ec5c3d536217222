// Language: what was chosen on any page comes first; on a page that was made for nobody in particular,
// then the browser's own. It runs before anything of the page shows.

{
  const NAME = "skillkit language"; // in this browser's store
  const root = document.documentElement;

  /** Use the browser's small store; nothing where it is blocked. @param {(box: Storage) => string | null | void} use */
  const kept = (use) => {
    try {
      return use(localStorage);
    } catch {
      return undefined;
    }
  };

  /** This page in a language, with what its address says beside. @param {string} tag */
  const way = (tag) => {
    const link = /** @type {HTMLLinkElement | null} */ (document.querySelector(`link[hreflang="${CSS.escape(tag)}"]`));
    if (!link) return "";
    const { href } = link;
    return `${href}${href.includes("?") ? "" : location.search}${location.hash}`;
  };

  /** Read on in another language, today and the next time. @param {string} tag */
  const readOn = (tag) => {
    kept((box) => box.setItem(NAME, tag));
    location.assign(way(tag));
  };
  Object.assign(globalThis, { readOn });

  const chosen = kept((box) => box.getItem(NAME));
  const browsers = "asks" in root.dataset ? navigator.languages : [];
  const wanted = [chosen ?? "", ...browsers.flatMap((tag) => [tag, tag.split("-")[0]])].find(way) ?? root.lang;
  if (wanted !== root.lang) {
    root.hidden = true; // it would only flash up
    location.replace(way(wanted));
  }
}
