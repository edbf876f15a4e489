/**
 * JSON, list by list and object by object: pages have old libraries that give every list a `toJSON` of its own (Prototype.js
 * before 1.7 writes them as texts), and only what is neither is left to the page's `JSON.stringify`.
 */
export function encode(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(item => encode(item ?? null))}]`
  if (typeof value !== 'object' || !value) return JSON.stringify(value)
  const pairs = Object.entries(value).filter(([, each]) => each !== undefined)
  return `{${pairs.map(([key, each]) => `${JSON.stringify(key)}:${encode(each)}`)}}`
}
