/** Makes it at the first call and shares it; after a failure the next call tries again. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  const again = () => {
    made = undefined
  }
  return () => {
    if (!made) {
      made = make()
      made.catch(again)
    }
    return made
  }
}
