/** Paths of the lazy parts on the relay. */
declare module 'virtual:parts' {
  export const client: string
  export const panel: string
  export const verbs: string
  export const dodge: string
}
