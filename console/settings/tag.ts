/** The one tag a shop pastes. */
export function tagOf(origin: string, site: string): string {
  return `<script async src="${origin}/sapa.js" data-site="${site}"></script>`
}
