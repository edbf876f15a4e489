/** Red, green and blue, each 0 to 255. */
type Rgb = [number, number, number]

/** WCAG 2.2 for text; what is not text needs less. */
const AA = 4.5

/**
 * The shop's `#rrggbb` as text and lines: the nearest tone that reads on every `surface` (WCAG contrast ≥ 4.5),
 * mixed towards black or white.
 */
export function readable(color: string, surface: string): string {
  const ground = parse(surface)
  const towards: Rgb = luminance(ground) > 0.18 ? [0, 0, 0] : [255, 255, 255]
  const from = parse(color)
  for (let share = 0; share < 1; share += 0.05) {
    const tone = from.map((channel, i) =>
      Math.round(channel + ((towards[i] ?? 0) - channel) * share),
    ) as Rgb
    if (contrast(tone, ground) >= AA) return `rgb(${tone})`
  }
  return `rgb(${towards})`
}

/** WCAG contrast ratio of two colours, 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [one, two] = [luminance(a) + 0.05, luminance(b) + 0.05]
  return Math.max(one, two) / Math.min(one, two)
}

export function parse(hex: string): Rgb {
  return [1, 3, 5].map(at => Number.parseInt(hex.slice(at, at + 2), 16)) as Rgb
}

/** Relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance. */
function luminance(color: Rgb): number {
  const [r, g, b] = color.map(channel => {
    const c = channel / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  }) as Rgb
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
