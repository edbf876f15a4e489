/** Removes what this browser keeps of a site's chat, whose key is `key`; what is kept under the words `but` stays. */
export function forget(key: string, ...but: string[]): void {
  const before = `${key}:`
  try {
    for (const storage of [localStorage, sessionStorage])
      for (const name of Object.keys(storage))
        if (name.startsWith(before) && !but.includes(name.slice(before.length)))
          storage.removeItem(name)
  } catch {
    // Storage is denied, so nothing was kept.
  }
}
