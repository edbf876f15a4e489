import { Fragment, type VNode } from 'preact'

const LINK = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g

/** Text with its http(s) addresses as links; nothing in it is ever read as HTML. */
export function Linked({ text }: { text: string }): VNode {
  const parts: (string | VNode)[] = []
  let end = 0
  for (const match of text.matchAll(LINK)) {
    parts.push(
      text.slice(end, match.index),
      <Away key={match.index} href={match[0]} text={match[0]} />,
    )
    end = match.index + match[0].length
  }
  parts.push(text.slice(end))
  return <Fragment>{parts}</Fragment>
}

/** A link to somebody else's page: it learns nothing of this one and opens beside it. Not http(s): text only. */
export function Away({ href, text }: { href: string; text: string }): VNode {
  if (!webAddress(href)) return <span>{text}</span>
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {text}
    </a>
  )
}

/** Whether an address may become a link. */
export function webAddress(href: string): boolean {
  return URL.canParse(href) && /^https?:$/.test(new URL(href).protocol)
}
