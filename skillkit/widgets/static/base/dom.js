// Parts: the elements that forms are made of. Text is never read as HTML.

// An element with properties, listeners ("onclick") and children.
export function make(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name.includes("-") || name === "role" || name === "for" || name === "scope") node.setAttribute(name, value);
    else node[name] = value;
  }
  node.append(...children);
  return node;
}

export function button(words, onclick, className = "") {
  return make("button", { type: "button", className, onclick }, words);
}

// A button that cannot be used now keeps the focus, which a disabled one would lose.
export function usable(node, able) {
  node.setAttribute("aria-disabled", String(!able));
}

// Text changes only where it differs, so that a screen reader says it once.
export function say(node, words) {
  if (node.textContent !== words) node.textContent = words;
}

// A picture that is wider than its place can be scrolled by keyboard, and is no stop otherwise.
export function reachable(root) {
  const look = () => {
    for (const figure of root.querySelectorAll("figure")) {
      if (figure.scrollWidth > figure.clientWidth) figure.tabIndex = 0;
      else figure.removeAttribute("tabindex");
    }
  };
  const observer = new ResizeObserver(look);
  observer.observe(root);
  return { look, stop: () => observer.disconnect() };
}

// A picture that Python drew; its text is escaped there.
export function show(figure, svg) {
  const template = document.createElement("template");
  template.innerHTML = svg;
  figure.replaceChildren(template.content);
  (figure.reach ??= reachable(figure.parentNode)).look();
}
