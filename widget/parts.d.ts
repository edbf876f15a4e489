/** Paths of the lazy parts, relative to the loader. */
declare module 'virtual:parts' {
  export const id: string
  export const client: string
  export const panel: string
  export const verbs: string
}
