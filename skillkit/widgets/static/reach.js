// Reach: a picture that is wider than its place can be scrolled by keyboard, and is no stop otherwise.

function reachable(root) {
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
