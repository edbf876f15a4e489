/** What the three lines tell. */
export interface Start {
  base: string
  /** The site whose tag is shown. */
  site: string
  demo: boolean
  /** The owner's one-time link and whose account it makes; null once there is an account. */
  owner: { link: string; email: string } | null
}

/** The three lines that people read at a start: where the demo shop is, where the console is, what to paste. */
export function greeting({ base, site, demo, owner }: Start): string {
  const shop = demo ? `${base}/demo/` : 'off (SAPA_DEMO)'
  const way = owner
    ? `${owner.link}  (opens once, for ${owner.email})`
    : `${base}/console  (a new sign-in link: npm run owner-link)`
  const tag = `<script async src="${base}/sapa.js" data-site="${site}"></script>`
  return `Demo shop  ${shop}\nConsole    ${way}\nYour tag   ${tag}\n`
}
