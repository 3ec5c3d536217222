// Profile view: shows the HTML that Python made of a profile, and follows its changes.
// The page is changed node by node: what is folded open, selected or focused stays so.

import { reachable } from "../base/dom.js";

// The text after Python's edits, which count characters (not UTF-16 units) and come last place first.
function edited(text, edits) {
  const letters = [...text];
  for (const [start, end, words] of edits) letters.splice(start, end - start, words);
  return letters.join("");
}

function parsed(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

// Bring the children of `here` to those of `there`.
function follow(here, there) {
  const [before, after] = [[...here.childNodes], [...there.childNodes]];
  after.forEach((node, i) => {
    const old = before[i];
    if (!old) here.append(node);
    else if (old.nodeName !== node.nodeName) old.replaceWith(node);
    else if (node.nodeType === Node.TEXT_NODE) old.data === node.data || (old.data = node.data);
    else {
      followAttributes(old, node);
      follow(old, node);
    }
  });
  for (const old of before.slice(after.length)) old.remove();
}

function followAttributes(old, node) {
  for (const { name, value } of [...node.attributes]) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  for (const { name } of [...old.attributes]) {
    if (name !== "open" && !node.hasAttribute(name)) old.removeAttribute(name);
  }
}

export function open(page, send) {
  const roots = new Map();
  const show = (reach, root) => {
    follow(root, parsed(page.html));
    reach.look();
  };
  return {
    hear({ edits }, whole) {
      if (!edits || !whole) return;
      page.html = edited(page.html, edits);
      roots.forEach(show);
    },
    turn(now) {
      page = now;
      roots.forEach(show);
    },
    close() {},
    render(el) {
      const root = document.createElement("div");
      root.className = "sk-profile";
      root.addEventListener("click", ({ target }) => {
        const kind = target.closest("button[data-ask]")?.dataset.ask;
        if (!kind) return;
        root.tabIndex = -1; // the button goes, and the focus must not go with it
        root.focus();
        send({ kind });
      });
      el.append(root);
      const reach = reachable(root);
      roots.set(root, reach);
      show(reach, root);
      return () => {
        reach.stop();
        roots.delete(root);
      };
    },
  };
}
