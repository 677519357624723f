// Bundles Assets/scripts and Assets/styles into wwwroot/dist. Run by the project's build (Frontend.targets).
import { rm, mkdir, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { compileAsync } from 'sass';

const output = 'wwwroot/dist';
const entries = ['site', 'report', 'reports-map', 'workbench', 'account', 'push', 'lottery'];
const sheets = ['site', 'map'];

await rm(output, { recursive: true, force: true });
await mkdir(output, { recursive: true });

await build({
  entryPoints: entries.map(name => `Assets/scripts/${name}.ts`),
  outdir: output,
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  format: 'esm',
  splitting: true,
  minify: true,
  target: 'es2020',
  legalComments: 'none',
  logLevel: 'warning',
});

// What is put into the file that recomputes a lottery offline: one script that needs no other.
await build({
  entryPoints: ['Assets/scripts/lottery-file.ts'], outdir: output, bundle: true, format: 'iife', minify: true, target: 'es2020', charset: 'utf8', legalComments: 'none', logLevel: 'warning',
});

for (const name of sheets) {
  const { css } = await compileAsync(`Assets/styles/${name}.scss`, {
    loadPaths: ['node_modules'],
    style: 'compressed',
    // Bootstrap 5.3 is written with @import; its authors move to modules in version 6.
    quietDeps: true,
    silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'if-function'],
  });
  await writeFile(`${output}/${name}.css`, css);
}
