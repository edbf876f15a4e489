import type { VisitorClient, VisitorView } from '../../client/view.ts'
import { isOneOf, isRecord, list, wrong } from '../ui/checks.ts'
import type { Options } from '../ui/embed.ts'
import type { Life, Verbs } from './life.ts'
import type { Exported } from './sapa.ts'

/** Of a theme, and the custom property or the attribute of CSS that each is. */
const looks = {
  color: ['--sapa-accent', 'color'],
  radius: ['--sapa-radius', 'border-radius'],
  font: ['--sapa-font', 'font-family'],
  lift: ['--sapa-lift', 'height'],
} as const
const schemes = ['light', 'dark'] as const
const lookNames = [...Object.keys(looks), 'scheme']

/** What few pages call, and those once. */
export function createSeldom(life: Life): Verbs {
  const { embed, host } = life
  const frame = embed.root.firstElementChild as HTMLElement
  const { options } = embed
  /** What the tag says, to which null goes back. */
  const tag: Options = { ...options, color: options.accent, scheme: options.theme }
  return {
    async locale(tag) {
      if (typeof tag !== 'string' || !isTag(tag))
        throw wrong('locale', 'tag', "a BCP 47 tag, such as 'id' or 'ar'", tag)
      // A panel that comes later takes it from there.
      frame.lang = embed.options.lang = tag
      const panel = await embed.panel.made
      await panel?.speak(tag)
    },
    async theme(given) {
      if (!isRecord(given)) throw wrong('theme', 'theme', `an object of ${list(lookNames)}`, given)
      for (const [key, value] of Object.entries(given)) {
        if (!isOneOf(lookNames, key)) throw wrong('theme', key, `only ${list(lookNames)}`, value)
        if (value === null) continue
        if (key === 'scheme') {
          if (!isOneOf(schemes, value))
            throw wrong('theme', key, `${list(schemes)}, or null`, value)
        } else {
          const [, property] = looks[key as keyof typeof looks]
          if (typeof value !== 'string' || !CSS.supports(property, value))
            throw wrong('theme', key, `a value of CSS ${property}, or null`, value)
        }
      }
      for (const [key, value] of Object.entries(given)) {
        const text = String(value ?? tag[key] ?? '')
        if (key === 'scheme') {
          frame.style.colorScheme = text
          // A panel that comes later takes it from there.
          embed.options.theme = text
        } else host.style.setProperty(looks[key as keyof typeof looks][0], text)
      }
    },
    async export() {
      const client = await life.connected()
      return () => exported(life, client)
    },
  }
}

function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

/** The log as soon as all of it is here. */
async function exported({ embed }: Life, client: VisitorClient): Promise<Exported> {
  const { signal } = embed.life
  await until(client, signal, ({ link, complete }) => link.state === 'online' && complete)
  const { visitor, entries } = client.view
  if (!visitor) throw new Error("sapa('export'): the visitor left")
  const messages = entries.flatMap(entry =>
    entry.kind === 'message'
      ? {
          at: new Date(entry.at).toISOString(),
          from: entry.by.role,
          name: entry.by.role === 'agent' ? entry.by.name : visitor.name,
          text: entry.text,
          ...(entry.card && { card: entry.card }),
          ...(entry.answer && { answer: entry.answer.values }),
        }
      : [],
  )
  return { site: embed.site, exportedAt: new Date().toISOString(), visitor, messages }
}

/** Resolves when it holds; rejects when the line has stopped or the widget is shut down. */
function until(
  client: VisitorClient,
  signal: AbortSignal,
  holds: (view: VisitorView) => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      off()
      signal.removeEventListener('abort', look)
    }
    const look = () => {
      const { link } = client.view
      const why = signal.aborted ? 'shut down' : link.state === 'stopped' && link.reason
      if (why) reject(new Error(`sapa('export'): ${why}`))
      else if (holds(client.view)) resolve()
      else return
      end()
    }
    const off = client.subscribe(look)
    signal.addEventListener('abort', look)
    look()
  })
}
