// Host: opens the code and the page that Python sends packed, and keeps the page whole.
// It is the one module that travels unpacked; the others come through `open(page, send)`. What it says may
// be said before there are words: so Python puts the reader's own in the place of its sentences.

/**
 * What the scripts need of the page around them; anywidget's model is one, and so is whatever a
 * static page or a test puts in its place.
 * @typedef {object} Host
 * @property {(name: string) => any} get "_code", packed, and "_id"
 * @property {(event: string, hear: (...news: any[]) => void) => void} on "msg:custom" with a message and its
 *   buffers; the page is one of kind "page"
 * @property {(event: string, hear: (...news: any[]) => void) => void} off
 * @property {(message: object) => void} send
 * @property {any} [widget_manager] of Jupyter alone
 */
/** The style sheet, and the language of what is read there. @typedef {{ css: string, lang: string, dir: string }}
 *   Look */
/** @typedef {import("./view.js").Opened} Opened */
/** @typedef {import("./view.js").Message} Message */

const TOO_OLD =
  "This browser is too old to show what belongs here. It needs Chrome or Edge 80, Firefox 113, Safari 16.4, or a" +
  " later one. Nothing is lost: open the same page in another browser.";

const LATE = "This is shown as soon as Python answers. If it stays so, run this cell again.";

const BROKEN = "This could not be shown ({error}). Run this cell again.";

/** @param {BufferSource} bytes */
async function unpacked(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

/** @type {Map<string, Promise<any>>} */
const MODULES = new Map(); // a page that shares this module compiles each script once

/** @param {string} code */
function imported(code) {
  if (!MODULES.has(code)) {
    const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
    const module = import(url).finally(() => URL.revokeObjectURL(url));
    MODULES.set(code, module);
  }
  return /** @type {Promise<any>} */ (MODULES.get(code));
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

// JupyterLab, Notebook 7 and Voilà draw figures of plotly, where it is installed beside them.
const FIGURE = "application/vnd.plotly.v1+json";

/** Draw a figure as the page around draws one in an output; whether it can.
 * @param {any} manager @param {HTMLElement} place @param {object} figure */
async function drawFigure(manager, place, figure) {
  try {
    const renderer = manager.rendermime.createRenderer(FIGURE);
    place.append(renderer.node); // it measures its place
    await renderer.renderModel({ data: { [FIGURE]: figure }, metadata: {}, trusted: true, setData() {} });
    return true;
  } catch {
    return false;
  }
}

/** Show a script's work in its place.
 * @param {HTMLElement} el @param {Opened} opened @param {Look} look @param {any} manager */
function show(el, opened, { css, lang, dir }, manager) {
  const style = document.createElement("style");
  style.textContent = css;
  const root = document.createElement("div");
  Object.assign(root, { className: "skillkit", lang, dir });
  const keys = (/** @type {KeyboardEvent} */ event) => event.composedPath().includes(root) && keepKeys(event);
  window.addEventListener("keydown", keys, true);
  el.append(style, root);
  const remove = opened.render(root, (place, figure) => drawFigure(manager, place, figure));
  return () => {
    window.removeEventListener("keydown", keys, true);
    remove();
  };
}

/** Say what went wrong, where nothing would be seen otherwise. @param {HTMLElement} el @param {unknown} error */
function apologize(el, error) {
  const words = document.createElement("p");
  const why = String(error instanceof Error ? error.message : error);
  words.textContent = "DecompressionStream" in globalThis ? BROKEN.replace("{error}", () => why) : TOO_OLD;
  el.append(words);
}

// A browser that is slow to unpack must not miss a message, nor let anywidget give the model up:
// so listeners are set at once, and what they do waits until the script is there. The page is asked
// for, and comes as a message: what a widget's state holds may end in a saved notebook.
export default () => {
  /** @type {Promise<void>} */
  let ready;
  /** @type {Opened} */
  let opened;
  /** @type {Look} */
  let look;
  let version = -1; // of the page that is here, with all that was heard of it
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
      const loading = unpacked(model.get("_code")).then(async ([code, css, lang, dir]) => {
        look = { css, lang, dir };
        return imported(code);
      });
      const turn = async (/** @type {any} */ { kind, version: now, ...page }) => {
        if (now === version) return; // somebody else has asked for it
        version = now;
        if (opened) opened.turn(page);
        else opened = (await loading).open(page, send);
      };
      const hear = (/** @type {any} */ message) => {
        const isWhole = !message.version || message.version === version + 1;
        version = isWhole ? (message.version ?? version) : -1;
        opened.hear(message);
        if (!isWhole) send({ kind: "hello", version });
      };
      // What comes is heard in its order, though opening a parcel takes a moment.
      /** @type {(error?: unknown) => void} */
      let fail;
      /** @type {() => void} */
      let open;
      ready = new Promise((done, no) => {
        [open, fail] = [done, no];
      });
      ready.catch(() => {}); // why not is said where the widget is shown
      let last = loading.then(() => {});
      last.catch((error) => fail(error));
      const onMessage = (/** @type {any} */ message, /** @type {BufferSource[]} */ [parcel] = []) => {
        last = last.then(async () => {
          const whole = parcel ? { ...message, ...(await unpacked(parcel)) } : message;
          if (whole.kind !== "page") return opened && hear(whole);
          await turn(whole);
          open();
        });
        last = last.catch((error) => (opened ? console.error(error) : fail(error)));
      };
      model.on("msg:custom", onMessage);
      // What Python says before it is heard comes with the answer to this.
      within(3000, hearing(model.widget_manager, model.get("_id"))).then(() => send({ kind: "hello", version }));
      return async () => {
        model.off("msg:custom", onMessage);
        await last;
        opened?.close();
      };
    },
    /** @param {{ model: Host, el: HTMLElement }} place */
    async render({ model, el }) {
      const late = setTimeout(() => (el.textContent = LATE), 5000);
      try {
        await ready;
        el.replaceChildren();
        return show(el, opened, look, model.widget_manager);
      } catch (error) {
        apologize(el, error);
        return () => {};
      } finally {
        clearTimeout(late);
      }
    },
  };
};
