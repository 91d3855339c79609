// Makes liangzhan/toolkit/static/bundle/: app.css (Tabler without what no page uses, then our own), app.js, plots.js.
import { build, transform } from "esbuild";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { PurgeCSS } from "purgecss";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const bundle = join(root, "liangzhan/toolkit/static/bundle");
const FIRST_LOAD_LIMIT = 150_000;
const TARGET = ["es2020", "chrome80", "firefox78", "safari15"];

/** Classes that templates put together from a word and a tone. */
const COMPOSED = [/^alert-(success|info|warning|danger)$/, /^btn-(primary|danger|sm)$/, /^is-invalid$/, /^visually-hidden/];
/** Pages are light only; dark rules and the colour themes of Tabler would be dead weight. */
const NEVER = [/data-bs-theme=dark/, /data-bs-theme-/, /\.theme-dark/];

async function styles() {
  const tabler = await readFile(join(root, "node_modules/@tabler/core/dist/css/tabler.min.css"), "utf8");
  const [purged] = await new PurgeCSS().purge({
    content: [
      join(root, "liangzhan/**/jinja2/**/*.html"),
      join(root, "liangzhan/**/*.py"),
      join(root, "frontend/src/*.ts"),
    ],
    css: [{ raw: tabler }],
    safelist: { standard: COMPOSED },
    blocklist: NEVER,
    keyframes: true,
    fontFace: true,
  });
  const own = await readFile(join(root, "frontend/app.css"), "utf8");
  const used = purged.css.replace(/@charset[^;]+;/, "").replace(/\/\*![\s\S]*?\*\//g, "");
  const notice = "/*! Tabler, MIT licence, with the rules that no page uses left out; then the styles of Liangzhan, Apache-2.0 */";
  const { code } = await transform(used + own, { loader: "css", minify: true, target: TARGET });
  await writeFile(join(bundle, "app.css"), `${notice}\n${code}`);
}

async function scripts() {
  const shared = {
    bundle: true,
    minify: true,
    target: TARGET,
    legalComments: "inline",
    outdir: bundle,
    absWorkingDir: root,
    define: { "process.env.NODE_ENV": '"production"' },
  };
  await build({ ...shared, entryPoints: { app: "frontend/src/app.ts" }, format: "iife" });
  await build({ ...shared, entryPoints: { plots: "frontend/src/plots.ts" }, format: "esm" });
}

async function weigh() {
  const sizes = {};
  for (const name of ["app.css", "app.js", "plots.js"]) {
    sizes[name] = gzipSync(await readFile(join(bundle, name)), { level: 9 }).length;
  }
  const kilobytes = (size) => `${(size / 1000).toFixed(1)} kB`;
  const first = sizes["app.css"] + sizes["app.js"];
  const parts = Object.entries(sizes).map(([name, size]) => `${name} ${kilobytes(size)}`);
  console.log(`bundle (gzip): ${parts.join(", ")}; first load ${kilobytes(first)} of ${kilobytes(FIRST_LOAD_LIMIT)}`);
  if (first > FIRST_LOAD_LIMIT) throw new Error("The first load is too heavy.");
}

await mkdir(bundle, { recursive: true });
await Promise.all([styles(), scripts()]);
await weigh();
