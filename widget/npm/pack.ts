/**
 * Makes `dist/npm/sapa`, ready for `npm publish`, of what `vite build --app` left there: adds the types, as the folders
 * declare them, the manifest and the licence.
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const to = join(root, 'dist/npm/sapa')
const types = join(to, 'types')

rmSync(types, { recursive: true, force: true })
const { status } = spawnSync('tsc', ['-p', 'widget/npm'], { cwd: root, stdio: 'inherit' })
if (status !== 0) throw new Error('the types could not be made; run it by npm run build')

// A declaration keeps the endings of the source, which is not in the package.
for (const entry of readdirSync(types, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue
  const path = join(entry.parentPath, entry.name)
  const text = readFileSync(path, 'utf8')
  writeFileSync(path, text.replace(/(from '\.[^']*)\.tsx?'/g, "$1.js'"))
}

const { version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string
  license: string
}
const face = (name: string) => ({
  types: `./types/widget/npm/${name}.d.ts`,
  default: `./${name}.js`,
})
const manifest = {
  name: 'sapa',
  version,
  description:
    'Puts the Sapa chat on a page: the typed function, and components for React and Vue.',
  license,
  type: 'module',
  sideEffects: false,
  exports: { '.': face('sapa'), './react': face('react'), './vue': face('vue') },
  files: ['*.js', 'types'],
  peerDependencies: { react: '>=17', vue: '>=3.3' },
  peerDependenciesMeta: { react: { optional: true }, vue: { optional: true } },
}
writeFileSync(join(to, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
copyFileSync(join(root, 'LICENSE'), join(to, 'LICENSE'))
copyFileSync(join(root, 'widget/npm/README.md'), join(to, 'README.md'))
