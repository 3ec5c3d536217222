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

/** What every Python needs. */
function core() {
  return {
    files: new Map(CORE.map(([name, type]) => [`${HERE}${name}`, unpacked(name, type)])),
    script: unpacked("pyodide/pyodide.asm.mjs", "text/javascript").then((answer) => answer.blob()),
    kit: unpacked("python/skillkit.zip", "application/zip").then((answer) => answer.arrayBuffer()),
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

/** What it has in the place of the kit's English, packed by bzip2, which no browser unpacks. */
const words = () => (LANGUAGE === "en" ? [] : [more(`words.${LANGUAGE}.zip.bz2`)]);
const SPOKEN = "/tmp/words.zip.bz2";
const UNPACK = `
import bz2, io, zipfile
with bz2.open("${SPOKEN}") as packed:
    zipfile.ZipFile(io.BytesIO(packed.read())).extractall("PLACE")
`;

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
  const packages = Promise.all([kit, ...names.map(more)]);
  const spoken = Promise.all(words());
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
    for (const one of await spoken) {
      python.FS.writeFile(SPOKEN, new Uint8Array(one));
      python.runPython(UNPACK.replace("PLACE", place));
    }
    return python;
  } finally {
    globalThis.fetch = plain;
    URL.revokeObjectURL(address);
  }
}
