import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import type {
  EnvironmentOptions,
  Plugin,
  Rolldown,
  TerserOptions,
  UserConfig,
  ViteBuilder,
} from 'vite'
import { closeCodes } from './protocol/close-codes.ts'
import { limits } from './protocol/limits.ts'

/** What a visitor's browser may be made of; everything else, zod above all, ends the build. */
const ownRooms: RegExp = /^(\0|(protocol|client|widget)\/)/
const packages: RegExp = /\/node_modules\/preact\//

/** The parts that the loader fetches on intent, by their hashed names; known once they are built. */
const parts: Record<string, string> = {}

/** Answers `import * as parts from 'virtual:parts'` in the loader, which is built last for that reason. */
const partNames: Plugin = {
  name: 'sapa:part-names',
  resolveId: id => (id === 'virtual:parts' ? '\0parts' : null),
  load: id =>
    id === '\0parts'
      ? Object.entries(parts)
          .map(([name, file]) => `export const ${name} = '/${file}'`)
          .join('\n')
      : null,
}

/** Writes the numbers themselves where the code says `limits.name`: nobody downloads the other limits. */
const tables: Record<string, Record<string, number>> = { limits, closeCodes }
const numbers: Plugin = {
  name: 'sapa:numbers',
  applyToEnvironment: environment => environment.name !== 'console',
  transform: code =>
    code.replace(
      /\b(limits|closeCodes)\.(\w+)/g,
      (all, table, name) => `${tables[table]?.[name] ?? all}`,
    ),
}

/** Vite fetches the dependencies of a late part ahead of it; ours have none that are not there already. */
const noPreload: Plugin = {
  name: 'sapa:no-preload',
  enforce: 'pre',
  applyToEnvironment: environment => environment.name !== 'console',
  load: id =>
    id === '\0vite/preload-helper.js' ? 'export const __vitePreload = load => load()' : null,
}

/** The panel's elements are made by what Preact has anyway: its own runtime for them is a second copy. */
const oneRuntime: Plugin = {
  name: 'sapa:one-runtime',
  enforce: 'pre',
  applyToEnvironment: environment => environment.name === 'panel',
  resolveId: source => (source === 'preact/jsx-runtime' ? resolve('widget/ui/jsx.ts') : null),
}

/**
 * An old library of the page may have put its own Promise in place of the browser's, which an async function never uses;
 * and what it gave to every object is no export, which the bundler's own loop takes it for.
 */
const amongStrangers: Plugin = {
  name: 'sapa:among-strangers',
  applyToEnvironment: ({ name }) => /^(client|panel|verbs|dodge)$/.test(name),
  renderChunk(code) {
    const kept = code.replace(/for \(var (\w+) in (\w+)\)/g, 'for (var $1 of Object.keys($2))')
    return /\bPromise\b/.test(kept)
      ? `const Promise = (async () => {})().constructor;\n${kept}`
      : kept
  },
}

/** Keeps the visitor's download to the modules it was meant to have. */
const visitorOnly: Plugin = {
  name: 'sapa:visitor-only',
  applyToEnvironment: ({ name }) => !/^(console|npm|examples)$/.test(name),
  generateBundle(_, bundle) {
    const root = `${this.environment.config.root}/`
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue
      const stranger = chunk.moduleIds.find(
        id => !ownRooms.test(id.replace(root, '')) && !packages.test(id),
      )
      if (stranger) this.error(`${chunk.fileName} would make every visitor download ${stranger}`)
    }
  },
}

/** Vite names a page after its source folder; the relay serves it from the top. */
const consolePage: Plugin = {
  name: 'sapa:console-page',
  enforce: 'post',
  generateBundle(_, bundle) {
    const page = bundle['console/console.html']
    if (page) page.fileName = 'console.html'
  },
}

function browserPart(
  input: Record<string, string> | string,
  output: Rolldown.OutputOptions = {},
): EnvironmentOptions {
  return {
    consumer: 'client',
    build: {
      target: 'es2020',
      modulePreload: false,
      emptyOutDir: false,
      copyPublicDir: false,
      rolldownOptions: {
        input,
        preserveEntrySignatures: 'strict',
        output: {
          entryFileNames: 'assets/[name]-[hash:6].js',
          chunkFileNames: 'assets/[name]-[hash:6].js',
          assetFileNames: 'assets/[name]-[hash][extname]',
          ...output,
        },
      },
    },
  }
}

/** What is imported later takes Preact from this part itself: no third file, and never a second Preact. */
function withLateParts(part: EnvironmentOptions): EnvironmentOptions {
  const rolldownOptions = {
    ...part.build?.rolldownOptions,
    preserveEntrySignatures: 'allow-extension',
  } as const
  return { ...part, build: { ...part.build, rolldownOptions } }
}

function tersely(part: EnvironmentOptions): EnvironmentOptions {
  return { ...part, build: { ...part.build, minify: 'terser' } }
}

/** Terser makes the client 200 bytes smaller than Vite's own minifier; `unsafe_*` turn functions that use no `this` into arrows. */
const terserOptions: TerserOptions = {
  ecma: 2020,
  module: true,
  safari10: false,
  compress: { passes: 3, unsafe_arrows: true, unsafe_methods: true, pure_getters: true },
}

/** The npm package as JavaScript; widget/npm/pack.ts makes a package of it. */
const npm: EnvironmentOptions = {
  consumer: 'client',
  build: {
    target: 'es2020',
    minify: false,
    modulePreload: false,
    emptyOutDir: false,
    outDir: 'dist/npm/sapa',
    rolldownOptions: {
      input: ['sapa', 'react', 'vue'].map(name => `widget/npm/${name}.ts`),
      external: ['react', 'vue'],
      preserveEntrySignatures: 'strict',
      output: { preserveModules: true, entryFileNames: '[name].js' },
    },
  },
}

/** One after the other: what the visitor loads on intent, the loader that must know its names, the console. */
async function buildAll(builder: ViteBuilder): Promise<void> {
  const { client, panel, verbs, dodge, loader, npm, examples, console: desk } = builder.environments
  if (!client || !panel || !verbs || !dodge || !loader || !npm || !examples || !desk)
    throw new Error('an environment is missing')
  const dist = resolve(builder.config.root, builder.config.build.outDir)
  rmSync(dist, { recursive: true, force: true })
  for (const part of [client, panel, verbs, dodge])
    parts[part.name] = entryName(await builder.build(part))
  await builder.build(loader)
  pin(dist)
  await builder.build(desk)
  compress(dist)
  await builder.build(npm)
  await builder.build(examples)
}

function entryName(built: Awaited<ReturnType<ViteBuilder['build']>>): string {
  const chunks = 'output' in built ? built.output : []
  const entry = chunks.find(chunk => chunk.type === 'chunk' && chunk.isEntry)
  if (!entry) throw new Error('the build made no entry')
  return entry.fileName
}

/** The same loader under a name that never changes its bytes, for shops that pin it, with what their tag then says. */
function pin(dist: string): void {
  const code = readFileSync(join(dist, 'sapa.js'))
  const digest = createHash('sha384').update(code).digest()
  const name = `assets/sapa-${digest.toString('hex').slice(0, 12)}.js`
  writeFileSync(join(dist, name), code)
  console.log(`/${name} integrity="sha384-${digest.toString('base64')}" crossorigin`)
}

/** Puts `x.br` beside each `x`, so that the relay never compresses while somebody waits. */
function compress(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.endsWith('.br')) continue
    const path = join(entry.parentPath, entry.name)
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11 }
    writeFileSync(`${path}.br`, brotliCompressSync(readFileSync(path), { params }))
  }
}

// Each part of the widget is an environment of its own, so that none of them shares a chunk with another:
// one more request would cost the visitor more than the few bytes that are in two.
const config: UserConfig = {
  base: '/',
  // What these browsers know is left as it is: lowering logical properties would double the CSS.
  // Vite reads Terser's options here only, not from an environment.
  build: { terserOptions, cssTarget: ['chrome123', 'firefox128', 'safari18'] },
  publicDir: false,
  // The examples take the package as it is published, not its source.
  resolve: {
    alias: [
      { find: /^sapa$/, replacement: resolve('dist/npm/sapa/sapa.js') },
      { find: /^sapa\/(react|vue)$/, replacement: resolve('dist/npm/sapa/$1.js') },
    ],
  },
  plugins: [partNames, numbers, noPreload, oneRuntime, amongStrangers, visitorOnly, consolePage],
  environments: {
    client: tersely(browserPart({ client: 'client/visitor.ts' })),
    panel: tersely(withLateParts(browserPart({ panel: 'widget/ui/mount.tsx' }))),
    verbs: withLateParts(browserPart({ verbs: 'widget/ui/verbs.ts' })),
    dodge: browserPart({ dodge: 'widget/ui/dodge.ts' }),
    loader: tersely(
      browserPart('widget/loader/loader.ts', { format: 'iife', entryFileNames: 'sapa.js' }),
    ),
    npm,
    examples: {
      consumer: 'client',
      build: {
        modulePreload: false,
        emptyOutDir: false,
        outDir: 'dist/examples',
        rolldownOptions: {
          input: ['examples/pages/react.tsx', 'examples/pages/vue.ts'],
          output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
        },
      },
    },
    console: browserPart({ console: 'console/console.html' }),
  },
  builder: { sharedConfigBuild: true, sharedPlugins: true, buildApp: buildAll },
}

export default config
