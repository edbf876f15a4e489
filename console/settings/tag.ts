/** The one tag a shop pastes; each option is an attribute without a value. */
export function tagOf(
  origin: string,
  site: string,
  options: { consent: boolean; triggers: boolean } = { consent: false, triggers: false },
): string {
  const { consent, triggers } = options
  const more = `${consent ? ' data-consent' : ''}${triggers ? ' data-triggers' : ''}`
  return `<script async src="${origin}/sapa.js" data-site="${site}"${more}></script>`
}
