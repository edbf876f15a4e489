/** Reads language tags apart by commas or spaces as primary languages: "en-GB, id" is en and id. */
export function readLanguages(
  text: string,
): { ok: true; value: string[] } | { ok: false; text: string } {
  const tags = text.split(/[\s,;]+/).filter(tag => tag !== '')
  const bad = tags.find(tag => !/^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(tag))
  if (bad !== undefined) return { ok: false, text: bad }
  return { ok: true, value: [...new Set(tags.map(tag => tag.toLowerCase().split('-')[0] ?? tag))] }
}
