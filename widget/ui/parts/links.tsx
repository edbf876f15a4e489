import type { ComponentChild } from 'preact'
import type { Extra } from '../room.ts'

const address = /\bhttps?:\/\/[^\s<>"]+/gi

/** Addresses in messages can be followed. */
export function createLinks(): Extra {
  return {
    // Most messages have none, and stay as they are.
    text: (_, { text }) => /https?:/i.test(text) && linked(text),
  }
}

/** Text with its http and https addresses as links; everything else stays the text it was. */
export function linked(text: string): ComponentChild[] {
  const parts: ComponentChild[] = []
  let done = 0
  for (const match of text.matchAll(address)) {
    const url = withoutTail(match[0])
    if (!isWeb(url)) continue
    parts.push(text.slice(done, match.index), link(url))
    done = match.index + url.length
  }
  parts.push(text.slice(done))
  return parts
}

function link(url: string): ComponentChild {
  return (
    <a href={url} target="_blank" rel="noopener nofollow ugc">
      {url}
    </a>
  )
}

/** The punctuation of the sentence around an address is not part of it; a bracket opened within is. */
function withoutTail(url: string): string {
  const bare = url.replace(/[.,;:!?'*_\]}]+$/, '')
  if (bare.endsWith(')') && !bare.includes('(')) return withoutTail(bare.slice(0, -1))
  return bare
}

function isWeb(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
}

/** Whether a link of the shop's settings may be followed: a page, an app to write with, a call; never a script. */
export const isWay = (url: string): boolean => /^(https?|whatsapp|mailto|tel|sms):/i.test(url)
