declare module 'virtual:parts' {
  /** Paths of the lazy parts, relative to the loader. */
  const parts: { client: string; panel: string; verbs: string }
  export default parts
}
