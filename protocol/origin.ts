/** Whether a page of `origin` may embed the widget of a site with these allowed origins. */
export function originAllowed(origins: readonly string[], origin: string): boolean {
  return origins.includes(origin.toLowerCase())
}
