import { type LoadOptions, load, sapa } from './sapa.ts'

let holders = 0
let ending: ReturnType<typeof setTimeout> | undefined
/** Of the chat that is on the page; null before the first and after a shutdown. */
let running: string | null = null
let begun = false

/**
 * The chat while a component stands on the page; gives the function for when it goes. A component that goes and comes back
 * in the same turn, as React's strict mode and routers have it, changes nothing.
 */
export function mounted(options: LoadOptions): () => void {
  const { src: _, nonce: __, integrity: ___, ...said } = options
  const named = Object.entries(said).filter(([, value]) => value !== undefined)
  const wanted = JSON.stringify(named)
  clearTimeout(ending)
  load(options)
  // The tag begins by itself; a verb would be fetched for nothing.
  if (begun && wanted !== running) report(sapa('start', Object.fromEntries(named) as never))
  begun = true
  running = wanted
  holders++
  let isHeld = true
  return () => {
    if (!isHeld) return
    isHeld = false
    holders--
    if (holders) return
    ending = setTimeout(() => {
      running = null
      report(sapa('shutdown'))
    })
  }
}

function report(call: Promise<void>): void {
  call.catch(error => console.error(error))
}
