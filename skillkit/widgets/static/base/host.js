// Host: opens the code and the page that Python sends packed, and keeps the page whole.
// It is the one module that travels as it is; the others come through `open(page, send)`.

/**
 * What the scripts need of the page around them; anywidget's model is one, and so is whatever a
 * static page or a test puts in its place.
 * @typedef {object} Host
 * @property {(name: string) => any} get "_page" and "_code", each packed
 * @property {(event: string, hear: (...news: any[]) => void) => void} on "change:_page", or
 *   "msg:custom" with a message and its buffers
 * @property {(event: string, hear: (...news: any[]) => void) => void} off
 * @property {(message: object) => void} send
 * @property {any} [widget_manager] of Jupyter alone
 */
/** @typedef {import("./view.js").Opened} Opened */
/** @typedef {import("./view.js").Message} Message */

const TOO_OLD =
  "This browser is too old to show what belongs here. It needs Chrome or Edge 80, Firefox 113, Safari 16.4, or a" +
  " later one. Nothing is lost: open the same page in another browser.";

/** @param {BufferSource} bytes */
async function unpacked(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

/** @param {string} code */
async function imported(code) {
  const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  const module = await import(url);
  URL.revokeObjectURL(url);
  return module;
}

/** On a busy page, anywidget gives a model up that is not ready after two seconds: it shows, but hears
 * nothing from Python any more. So what Python says goes straight to the model that all others share.
 * @param {any} manager @param {string} id */
async function hearing(manager, id) {
  try {
    const model = await manager.get_model(id);
    /** @type {any} */
    let heard;
    for (let own = model; own; own = Object.getPrototypeOf(own)) {
      if (Object.hasOwn(own, "_handle_comm_msg")) heard = own._handle_comm_msg;
    }
    model.comm.on_msg((/** @type {any} */ message) => heard.call(model, message));
  } catch {
    // Another kind of page: it hears as it always did.
  }
}

/** @param {number} milliseconds @param {Promise<void>} task */
function within(milliseconds, task) {
  return Promise.race([task, new Promise((done) => setTimeout(done, milliseconds))]);
}

// Keep plain keys from the notebook around. Without this, JupyterLab and Notebook 7 take arrows, "a",
// "b" and "m" from an input that stands in an output: they leave the form, add cells, or turn the
// form's cell into text. Both leave a key alone whose target carries this attribute; it is set before
// they look, since Notebook 7 looks on the way down. Escape leads out of the form to its cell, and
// Shift+Enter still runs the cell.
const EDITING = /^(Arrow.*|Backspace|Delete|Home|End|[acmvxyz])$/i;

/** @param {KeyboardEvent} event */
function keepKeys(event) {
  const command = event.ctrlKey || event.metaKey || event.altKey;
  const leaves = event.key === "Escape" || (event.key === "Enter" && event.shiftKey);
  const kept = command ? EDITING.test(event.key) : !leaves;
  const target = /** @type {HTMLElement} */ (event.composedPath()[0]);
  target.toggleAttribute?.("data-lm-suppress-shortcuts", kept);
  const cell = /** @type {HTMLElement | null | undefined} */ (target.closest?.(".jp-Cell"));
  if (event.key === "Escape" && !command) cell?.focus();
}

/** Show a script's work in its place. @param {HTMLElement} el @param {Opened} opened @param {string} look */
function show(el, opened, look) {
  const style = document.createElement("style");
  style.textContent = look;
  const root = document.createElement("div");
  root.className = "skillkit";
  const keys = (/** @type {KeyboardEvent} */ event) => event.composedPath().includes(root) && keepKeys(event);
  window.addEventListener("keydown", keys, true);
  el.append(style, root);
  const remove = opened.render(root);
  return () => {
    window.removeEventListener("keydown", keys, true);
    remove();
  };
}

/** Say what went wrong, where nothing would be seen otherwise. @param {HTMLElement} el @param {unknown} error */
function apologize(el, error) {
  const words = document.createElement("p");
  const why = `This could not be shown (${error instanceof Error ? error.message : error}). Run this cell again.`;
  words.textContent = "DecompressionStream" in globalThis ? why : TOO_OLD;
  el.append(words);
}

// A browser that is slow to unpack must not miss a message, nor let anywidget give the model up:
// so listeners are set at once, and what they do waits until the script is open.
export default () => {
  /** @type {Promise<void>} */
  let ready;
  /** @type {Opened} */
  let opened;
  let look = "";
  let version = 0;
  return {
    /** @param {{ model: Host }} host */
    initialize({ model }) {
      const send = (/** @type {Message} */ message) => {
        try {
          model.send(message);
        } catch {
          // The kernel is gone; whoever expects an answer will notice.
        }
      };
      const page = async () => {
        const { version: now, id, ...whole } = await unpacked(model.get("_page"));
        version = now;
        return { id, whole };
      };
      const open = async () => {
        const [{ id, whole }, [code, css]] = await Promise.all([page(), unpacked(model.get("_code"))]);
        look = css;
        opened = (await imported(code)).open(whole, send);
        // What Python said before it was heard comes with the answer to this.
        within(3000, hearing(model.widget_manager, id)).then(() => send({ kind: "hello", version }));
      };
      const turn = async () => opened.turn((await page()).whole);
      const hear = async (/** @type {any} */ message, /** @type {BufferSource[]} */ [parcel] = []) => {
        if (parcel) message = { ...message, ...(await unpacked(parcel)) };
        const isWhole = !message.version || message.version === version + 1;
        version = Math.max(version, message.version ?? 0);
        opened.hear(message);
        if (!isWhole) send({ kind: "hello", version: -1 });
      };
      // What comes is heard in its order, though opening a parcel takes a moment.
      ready = open();
      let last = ready.catch(() => {}); // why not is said where the widget is shown
      const next = (/** @type {() => Promise<void>} */ task) => {
        last = last.then(() => (opened ? task() : undefined)).catch(console.error);
      };
      const onPage = () => next(turn);
      const onMessage = (/** @type {any} */ message, /** @type {any} */ parcels) => next(() => hear(message, parcels));
      model.on("change:_page", onPage);
      model.on("msg:custom", onMessage);
      return async () => {
        model.off("change:_page", onPage);
        model.off("msg:custom", onMessage);
        await last;
        opened?.close();
      };
    },
    /** @param {{ el: HTMLElement }} place */
    async render({ el }) {
      try {
        await ready;
        return show(el, opened, look);
      } catch (error) {
        apologize(el, error);
        return () => {};
      }
    },
  };
};
