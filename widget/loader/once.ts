type Once<T> = import('../ui/embed.ts').Once<T>

/** Makes it at the first call and shares it; after a failure the next call tries again. */
export function once<T>(make: () => Promise<T>): Once<T> {
  const get: Once<T> = () => {
    get.made ??= make().catch(error => {
      get.made = undefined
      throw error
    })
    return get.made
  }
  return get
}
