// Python in a worker: Pyodide's core with the kit in it, from this site alone.

const HERE = new URL("./", import.meta.url).href;
const PAGE = 65536; // bytes, of WebAssembly's memory
const CORE = [
  ["pyodide/pyodide.asm.wasm", "application/wasm"],
  ["pyodide/python_stdlib.zip", "application/zip"],
];

/** A file that is compressed, as any host may serve it. @param {string} name @param {string} type */
async function unpacked(name, type) {
  const { body, ok, status } = await fetch(`${HERE}${name}.packed`);
  if (!ok || !body) throw new Error(`${name}: ${status}`);
  return new Response(body.pipeThrough(new DecompressionStream("gzip")), { headers: { "Content-Type": type } });
}

/** One that shrinks more as a whole. @param {string} name @returns {Promise<ArrayBuffer>} */
const archive = (name) => unpacked(`python/${name}`, "application/zip").then((answer) => answer.arrayBuffer());

/** What every Python needs. */
function core() {
  return {
    files: new Map(CORE.map(([name, type]) => [`${HERE}${name}`, unpacked(name, type)])),
    script: unpacked("pyodide/pyodide.asm.mjs", "text/javascript").then((answer) => answer.blob()),
    kit: archive("skillkit.zip"),
    // @ts-expect-error: the build puts it there
    loader: import("./pyodide/pyodide.js"),
  };
}

/** @type {ReturnType<typeof core> | undefined} */
let asked = core(); // at once, while others still look at the store

/** An archive of a package more. @param {string} name @returns {Promise<ArrayBuffer>} */
const more = async (name) => (await fetch(`${HERE}python/${name}`)).arrayBuffer();

/** The language of the page, whose name a worker has. */
export const LANGUAGE = self.name || "en";

/** Its words; English stands in the kit. */
const words = () => (LANGUAGE === "en" ? [] : [archive(`words.${LANGUAGE}.zip`)]);

/** Let there be room for a memory that has grown, before it is filled. @param {any} module @param {number} size */
function roomy(module, size = 0) {
  const { instantiateWasm } = module;
  module.instantiateWasm = (/** @type {any} */ imports, /** @type {any} */ done) =>
    instantiateWasm(imports, (/** @type {any} */ instance, /** @type {any} */ code) => {
      const { memory } = instance.exports;
      const pages = Math.ceil((size - memory.buffer.byteLength) / PAGE);
      try {
        if (pages > 0) memory.grow(pages);
      } finally {
        done(instance, code); // where there is none, Python says so
      }
    });
  return module;
}

/**
 * Python with the kit; `settings` are Pyodide's own.
 * @param {Record<string, any>} settings @param {string[]} names of archives to unpack beside the kit
 */
export async function startPython(settings = {}, names = []) {
  const { files, script, kit, loader } = asked ?? core();
  asked = undefined; // a second start reads them again
  const packages = Promise.all([kit, ...words(), ...names.map(more)]);
  const plain = globalThis.fetch;
  // Pyodide asks for its core by name; here it is compressed.
  globalThis.fetch = (/** @type {any} */ what, /** @type {any} */ how) =>
    files.get(String(what?.url ?? what)) ?? plain(what, how);
  const address = URL.createObjectURL(await script);
  try {
    const { loadPyodide } = await loader;
    const { default: create } = await import(address);
    const createPyodideModule = (/** @type {any} */ own) => create(roomy(own, settings._loadSnapshot?.length));
    const python = await loadPyodide({ indexURL: `${HERE}pyodide/`, createPyodideModule, ...settings });
    const place = python.runPython("import site; site.getsitepackages()[0]");
    for (const one of await packages) python.unpackArchive(one, "zip", { extractDir: place });
    return python;
  } finally {
    globalThis.fetch = plain;
    URL.revokeObjectURL(address);
  }
}
