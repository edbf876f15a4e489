'use client'

import { useEffect } from 'react'
import { mounted } from './mounted.ts'
import type { LoadOptions } from './sapa.ts'

/** The chat, while this is on the page: give it the options of `load`. It renders nothing of its own. */
export function SapaChat(options: LoadOptions): null {
  // By value: a render makes new props.
  useEffect(() => mounted(options), [JSON.stringify(options)])
  return null
}
