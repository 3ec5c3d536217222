// Parts: the elements that forms are made of. Text is never read as HTML.

// An element with properties, listeners ("onclick") and children.
function make(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name.includes("-") || name === "role" || name === "for" || name === "scope") node.setAttribute(name, value);
    else node[name] = value;
  }
  node.append(...children);
  return node;
}

function button(words, onclick, className = "") {
  return make("button", { type: "button", className, onclick }, words);
}

// A button that cannot be used now keeps the focus, which a disabled one would lose.
function usable(node, able) {
  node.setAttribute("aria-disabled", String(!able));
}

// Text changes only where it differs, so that a screen reader says it once.
function say(node, words) {
  if (node.textContent !== words) node.textContent = words;
}
