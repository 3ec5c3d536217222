// Runs a notebook of the kit when it is opened, so that nobody has to know "Run All Cells"; and on
// the pages without code, finds every widget on a slow machine too.
//
// JupyterLab and Notebook 7 load this file as it is, without any build: it registers itself the way
// a packed extension does, and takes what it needs from the modules that JupyterLab shares.
/** What JupyterLab hands over is typed in packages that nobody installs for one small script.
 * @typedef {any} Jupyter */
(() => {
  /** @type {Record<string, Record<string, Jupyter>>} */
  let shared = {};

  /** The module of that name as JupyterLab itself uses it; a token has to be the very same object.
   * @param {string} name */
  async function sharedModule(name) {
    const [version] = Object.values(shared[name]);
    return (await version.get())();
  }

  /** Only a notebook with the kit's mark is run: it is the same mark that saving looks for.
   * @param {Jupyter} panel */
  const isOfTheKit = (panel) => Boolean(panel.context.model.getMetadata("skillkit"));

  /** @param {Jupyter} session */
  async function idle(session) {
    await session.ready;
    while (session.session?.kernel?.status !== "idle") {
      if (session.isDisposed) return false;
      await new Promise((done) => setTimeout(done, 100));
    }
    return true;
  }

  // A page that is drawn again can drop the focus; whoever has no mouse goes on from the first cell.
  const hasLostFocus = () => document.activeElement === document.body;

  /** The cells with a result. @param {Jupyter[]} cells */
  const showing = (cells) => cells.filter((cell) => cell.model.outputs?.length);

  /** @param {Jupyter} panel @param {Jupyter} tracker @param {Jupyter} actions */
  async function runOnOpen(panel, tracker, actions) {
    await panel.context.ready;
    await panel.revealed;
    if (!isOfTheKit(panel) || !(await idle(panel.sessionContext)) || panel.isDisposed) return;
    const notebook = panel.content;
    const before = showing(notebook.widgets);
    await actions.runCells(notebook, notebook.widgets, panel.sessionContext);
    // Somebody who runs a cell, or all of them, in this very second may have emptied one.
    const isHere = await idle(panel.sessionContext);
    const emptied = before.filter((cell) => !cell.isDisposed && !showing([cell]).length);
    if (isHere && emptied.length) await actions.runCells(notebook, emptied, panel.sessionContext);
    if (panel.isDisposed) return;
    panel.context.model.dirty = false; // nobody has changed a word yet, so closing need not ask
    if (hasLostFocus() && tracker.currentWidget === panel) notebook.activeCell?.node.focus({ preventScroll: true });
  }

  /** Look for a model once more after the last wait. ipywidgets' manager waits for two seconds, and
   * on a slow page all models may come within its last wait, after which it does not look again.
   * @param {Jupyter} manager */
  function lookOnceMore(manager) {
    const find = manager.get_model.bind(manager);
    manager.get_model = (/** @type {string} */ id) =>
      find(id).catch((/** @type {unknown} */ error) => {
        if (!manager.has_model(id)) throw error;
        return find(id);
      });
  }

  const known = /** @type {Jupyter} */ (globalThis);
  known._JUPYTERLAB ??= {};
  known._JUPYTERLAB["skillkit-workshop"] = {
    /** @param {typeof shared} scope */
    init(scope) {
      shared = scope;
    },
    async get() {
      const { INotebookTracker, NotebookActions } = await sharedModule("@jupyterlab/notebook");
      const plugin = {
        id: "skillkit-workshop:run-on-open",
        autoStart: true,
        optional: [INotebookTracker], // Voilà shares the module, but has no notebooks to track
        activate(/** @type {Jupyter} */ app, /** @type {Jupyter} */ tracker) {
          app.widgetManagerPromise?.promise.then(lookOnceMore); // Voilà has one manager a page
          const run = (/** @type {Jupyter} */ panel) => void runOnOpen(panel, tracker, NotebookActions);
          tracker?.widgetAdded.connect((/** @type {Jupyter} */ __, /** @type {Jupyter} */ panel) => run(panel));
        },
      };
      return () => ({ __esModule: true, default: plugin });
    },
  };
})();
