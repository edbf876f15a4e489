import type { Embed } from './embed.ts'

const CONTROLS = 'a,button,input,select,textarea,summary,[role=button],[data-sapa-avoid]'
const LIFT = '--sapa-lift'
/** Free pixels between the launcher and what it was lifted above. */
const GAP_PX = 12
/** Higher than this share of the screen a launcher is lost, and so is what it would have to climb. */
const HIGHEST = 0.5

const lives = new WeakSet<AbortSignal>()

/** Lifts the launcher above what it would lie on, now and whenever the page has moved. */
export function dodge(embed: Embed): void {
  const { signal } = embed.life
  const look = () => settle(embed)
  if (!lives.has(signal))
    for (const moved of ['resize', 'scrollend']) addEventListener(moved, look, { signal })
  lives.add(signal)
  look()
}

/** As high as it must be, and no higher; where there is no free place it stays. */
function settle({ root, button }: Embed): void {
  const frame = root.firstElementChild as HTMLElement
  // While the chat is open the visitor has decided what is in front; hidden, it has no place.
  if (button.ariaExpanded === 'true' || !button.offsetWidth) return
  const { style } = frame
  const before = style.getPropertyValue(LIFT)
  // What the shop says of its own bar holds as well.
  style.removeProperty(LIFT)
  const own = getComputedStyle(frame).getPropertyValue(LIFT) || '0px'
  const { x, y, width, height } = button.getBoundingClientRect()
  const most = innerHeight * HIGHEST
  let lift = 0
  while (lift < most) {
    const top = topOf(root.host, new DOMRect(x, y - lift, width, height), most)
    if (top === null) break
    lift = y + height - top + GAP_PX
  }
  if (lift >= most) style.setProperty(LIFT, before)
  else if (lift) style.setProperty(LIFT, `calc(${own} + ${lift}px)`)
}

/** The upper edge of what a launcher at `box` would cover; null when that is nothing. */
function topOf(host: Element, box: DOMRect, most: number): number | null {
  let top: number | null = null
  for (let row = 0; row < 3; row++)
    for (let column = 0; column < 3; column++) {
      const x = box.x + (box.width * (column * 2 + 1)) / 6
      const y = box.y + (box.height * (row * 2 + 1)) / 6
      for (const element of document.elementsFromPoint(x, y)) {
        if (element === host) continue
        const obstacle = element.closest(CONTROLS) ?? (isFixed(element) ? element : null)
        const edge = obstacle?.getBoundingClientRect()
        // What covers half the screen is the page itself, or a dialog in front of it.
        if (edge && edge.height < most && edge.top < (top ?? Number.POSITIVE_INFINITY))
          top = edge.top
      }
    }
  return top
}

function isFixed(element: Element): boolean {
  return /fixed|sticky/.test(getComputedStyle(element).position)
}
