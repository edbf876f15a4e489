/**
 * A part of the panel that is fetched when it is first wanted. Until it is there, and where it cannot be fetched, there
 * is none; `arrived` is called when that changes.
 */
export function createLate<T>(fetch: () => Promise<T>, arrived: () => void): () => T | undefined {
  let part: T | undefined
  let asked = false
  return () => {
    if (!asked) {
      asked = true
      fetch().then(
        fetched => {
          part = fetched
          arrived()
        },
        () => {
          asked = false
        },
      )
    }
    return part
  }
}
