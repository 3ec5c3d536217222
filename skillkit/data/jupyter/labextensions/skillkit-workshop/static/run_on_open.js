// Runs a notebook of the kit when it is opened, so that nobody has to know "Run All Cells".
//
// JupyterLab and Notebook 7 load this file as it is, without any build: it registers itself the way
// a packed extension does, and takes what it needs from the modules that JupyterLab shares.
(() => {
  let shared = {};

  // The module of that name as JupyterLab itself uses it; a token has to be the very same object.
  async function sharedModule(name) {
    const [version] = Object.values(shared[name]);
    return (await version.get())();
  }

  // Only a notebook with the kit's mark is run: it is the same mark that saving looks for.
  const isOfTheKit = (panel) => Boolean(panel.context.model.getMetadata("skillkit"));

  async function idle(session) {
    await session.ready;
    while (session.session?.kernel?.status !== "idle") {
      if (session.isDisposed) return false;
      await new Promise((done) => setTimeout(done, 100));
    }
    return true;
  }

  // A page that is drawn anew can drop the focus; whoever has no mouse goes on from the first cell.
  const hasLostFocus = () => document.activeElement === document.body;

  async function runOnOpen(panel, tracker, actions) {
    await panel.context.ready;
    await panel.revealed;
    if (!isOfTheKit(panel) || !(await idle(panel.sessionContext)) || panel.isDisposed) return;
    const notebook = panel.content;
    await actions.runCells(notebook, notebook.widgets, panel.sessionContext);
    if (panel.isDisposed) return;
    panel.context.model.dirty = false; // nobody has changed a word yet, so closing need not ask
    if (hasLostFocus() && tracker.currentWidget === panel) notebook.activeCell?.node.focus({ preventScroll: true });
  }

  globalThis._JUPYTERLAB ??= {};
  globalThis._JUPYTERLAB["skillkit-workshop"] = {
    init(scope) {
      shared = scope;
    },
    async get() {
      const { INotebookTracker, NotebookActions } = await sharedModule("@jupyterlab/notebook");
      const plugin = {
        id: "skillkit-workshop:run-on-open",
        autoStart: true,
        optional: [INotebookTracker], // Voilà shares the module, but has no notebooks to track
        activate(_, tracker) {
          tracker?.widgetAdded.connect((__, panel) => void runOnOpen(panel, tracker, NotebookActions));
        },
      };
      return () => ({ __esModule: true, default: plugin });
    },
  };
})();
