import type { Message, VisitorView } from '../../../client/view.ts'
import type { Words } from '../words/en.ts'

/** The conversation as a text that anybody can read, with the day and time of each line in the language of a tag. */
export function transcript(view: VisitorView, title: string, words: Words, tag: string): string {
  const when = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' })
  const lines = view.entries.flatMap(entry => {
    const at = `[${when.format(entry.at)}]`
    if (entry.kind === 'message') {
      const name = entry.by.role === 'agent' ? entry.by.name : words.you
      return [`${at} ${name}: ${[entry.text, ...more(entry)].join('\n  ')}`]
    }
    switch (entry.what) {
      case 'assigned':
        return [`${at} ${words.joined(entry.agent.name)}`]
      case 'released':
        return entry.agent ? [`${at} ${words.left(entry.agent.name)}`] : []
      case 'resolved':
        return [`${at} ${words.resolved}`]
      default:
        return []
    }
  })
  // Windows breaks lines by two characters, and knows UTF-8 by its mark.
  return `\ufeff${[title, '', ...lines, ''].join('\n').replaceAll('\n', '\r\n')}`
}

/** What stood on a card beside the message. */
function more({ card }: Message): string[] {
  switch (card?.kind) {
    case 'replies':
      return [card.options.join(' / ')]
    case 'product':
      return [[card.title, card.price].filter(Boolean).join(', '), card.url ?? ''].filter(Boolean)
    case 'form':
      return [card.title]
    default:
      return []
  }
}

/** Lets the browser save `text` as a file. */
export function save(text: string, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }))
  link.download = name
  link.click()
  // Safari reads it only after the click is over.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
