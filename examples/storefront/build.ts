/**
 * Writes the shop's pages. They are committed, so that the shop is plain files for whoever serves
 * or reads it; after a change here run `node examples/storefront/build.ts`.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { render } from './render.ts'

mkdirSync(new URL('./id/', import.meta.url), { recursive: true })
for (const [path, page] of render()) writeFileSync(new URL(path, import.meta.url), page)
