import { encode } from '../../client/encode.ts'
import type { VisitorClient } from '../../client/view.ts'
import type { Life, Verbs } from '../api/life.ts'
import { type Answered, question } from '../api/question.ts'
import type { Explained } from '../api/sapa.ts'
import { browserCaps, type Caps } from './caps.ts'
import type { Rule } from './custom.ts'
import { match } from './match.ts'
import { type Report, report } from './reports.ts'
import { createWatch } from './watch.ts'

/** After nobody was there to answer, the relay is not asked again for this long. */
const AGAIN_MS = 60_000
/** A function of the page is asked this often. */
const ASK_MS = 1000

interface Running {
  rule: Rule
  group: 'shown' | 'held' | null
  /** Why it did not fire when its conditions last held; '' while they never did. */
  why: string
  /** Not tried again before, by `performance.now()`. */
  notBefore: number
}

/** Runs the triggers of the site's settings, where the tag asks for them, and the page's own. */
export function createEngine(life: Life, caps: Caps = browserCaps(life.embed.site)): Verbs {
  const { embed, host } = life
  const { signal } = embed.life
  const all = new Map<string, Running>()
  let client: VisitorClient | undefined
  let answered: Answered | null = null
  /** The trigger that had its turn on this page. */
  let spent = ''
  let busy = false
  let pages = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const watch = createWatch(life, look, () => {
    spent = ''
    pages++
    // Each page is another chance, as far as the caps allow.
    for (const one of all.values()) Object.assign(one, { group: null, why: '', notBefore: 0 })
  })

  function conditions({ rule: { when } }: Running): Explained['conditions'] {
    if (typeof when === 'function') {
      const value = attempt(when)
      return [{ condition: 'when', wanted: true, value, holds: value === true }]
    }
    return match(when, {
      ...watch.look(),
      hours: answered && (answered.open ? 'open' : 'closed'),
      // Only what is asked for is noted.
      returning: when.returning !== undefined && hasConsent() && caps.isReturning(),
    })
  }
  function attempt(fn: () => unknown): unknown {
    try {
      return fn()
    } catch (error) {
      life.fail('trigger', error)
      return false
    }
  }
  /** Why nothing is shown now, whatever holds; '' when nothing is in the way. */
  function obstacle(): string {
    if (document.visibilityState === 'hidden') return 'the tab is in the background'
    if ((embed.root.firstElementChild as HTMLElement).hidden) return 'the widget is hidden'
    if (life.isOpen()) return 'the chat is open'
    if (!hasConsent()) return 'the visitor has not consented'
    if (isTalking()) return 'a conversation is open'
    return spent && `on this page it was the turn of '${spent}'`
  }
  function hasConsent(): boolean {
    return client ? client.view.consent : embed.options.consent === undefined || isKept(':agreed')
  }
  function isTalking(): boolean {
    const status = client?.view.state.status
    return status === 'waiting' || status === 'assigned' || isKept('')
  }
  /** What the client noted of this site; see `mark` in client/device.ts. */
  function isKept(word: string): boolean {
    try {
      return localStorage.getItem(`sapa:${embed.site}${word}`) !== null
    } catch {
      return false // storage is denied, so nothing was
    }
  }

  function look(): void {
    if (signal.aborted || busy) return
    let dueMs = Infinity
    for (const one of all.values()) {
      const { rule, group, notBefore } = one
      if (!rule.on || group) continue
      const laterMs = notBefore - performance.now()
      const open = laterMs > 0 ? [] : conditions(one).filter(({ holds }) => !holds)
      if (laterMs <= 0 && open.length === 0) {
        one.why = obstacle()
        if (!one.why) return void fire(one)
        // What is in the way goes by an event, but for these two.
        dueMs = Math.min(dueMs, life.isOpen() || isTalking() ? ASK_MS * 5 : Infinity)
      } else dueMs = Math.min(dueMs, Math.max(laterMs, waitMs(open)))
    }
    clearTimeout(timer)
    if (dueMs < Infinity) timer = setTimeout(look, Math.max(dueMs, 50))
  }
  /** When time alone may have changed the last of these. */
  function waitMs(open: Explained['conditions']): number {
    let most = 0
    for (const { condition, wanted, value } of open) {
      if (condition === 'when') most = Math.max(most, ASK_MS)
      else if (condition !== 'seconds' && condition !== 'idle') return Infinity
      else most = Math.max(most, (Number(wanted) - Number(value)) * 1000)
    }
    return most
  }

  async function fire(one: Running): Promise<void> {
    const { rule } = one
    const { id, cap } = rule
    const page = pages
    busy = true
    try {
      await meet()
      if (caps.met(id, cap) >= cap.times) return later(one, capped(rule), Infinity)
      if (!rule.always) {
        answered = await question(embed)
        if (answered.online < 1) return later(one, 'nobody could answer', AGAIN_MS)
      }
      // Asking took a while: the page may be another one, the visitor may have begun to write.
      if (signal.aborted || page !== pages || obstacle()) return
      if (conditions(one).some(({ holds }) => !holds)) return
      if (!(await caps.claim(id, cap))) return later(one, capped(rule), Infinity)
      if (signal.aborted) return
      spent = id
      one.group = caps.isHeld(id, rule.holdout) ? 'held' : 'shown'
      tell({ kind: 'exposure', trigger: id, group: one.group })
      if (one.group === 'shown') await show(rule)
    } catch (error) {
      later(one, String(error), AGAIN_MS)
      if (!signal.aborted) life.fail('trigger', error)
    } finally {
      busy = false
      look()
    }
  }
  function later(one: Running, why: string, ms: number): void {
    one.why = why
    one.notBefore = performance.now() + ms
  }
  async function show({ id, then }: Rule): Promise<void> {
    life.emit('trigger', { id })
    if (typeof then === 'function') return void attempt(then)
    const isOpening = then === 'open' || 'open' in then
    if (!isOpening) (await import('./teaser.ts')).showTeaser(life, then.message)
    const panel = await embed.panel()
    if (isOpening) panel.open(false)
    else await panel.greet(then.message, 'card' in then ? then.card : undefined)
  }

  /** Makes the acquaintance of the client once there is one: whether a conversation begins is worth telling. */
  async function meet(): Promise<void> {
    if (client) return
    // Where it cannot be fetched, whoever asked for it is told.
    const made = await embed.client.made?.catch(() => undefined)
    if (!made || client) return
    client = made
    let was = ''
    const began = () => {
      const { status } = made.view.state
      // Triggers rest while a conversation is open: one that runs now began after what was shown.
      if (status !== was && (status === 'waiting' || status === 'assigned'))
        tell({ kind: 'conversation' })
      was = status
    }
    made.subscribe(began)
    began()
  }
  function tell(what: Without<Report, 'key'>): void {
    const key = caps.credit()
    if (key) report(embed, { ...what, key })
  }
  function heard(what: string): void {
    if (what === 'order') tell({ kind: 'order' })
    if (what === 'send') void embed.client().then(meet, Boolean)
  }

  function add(rule: Rule): () => void {
    const mine = { rule, group: null, why: '', notBefore: 0 }
    all.set(rule.id, mine)
    look()
    return () => void (all.get(rule.id) === mine && all.delete(rule.id))
  }
  async function fetchSettings(): Promise<void> {
    answered = await question(embed, 'default')
    // The page's own ones count more than those of the same name.
    for (const rule of answered.triggers) if (!all.has(rule.id)) add(rule)
    look()
  }
  function explain(one: Running): Explained {
    const { rule, group } = one
    const { id, cap, holdout, always } = rule
    const list = conditions(one)
    const failed = list.find(({ holds }) => !holds)
    const held = 'this browser is never shown it, to compare'
    const limits = { cap: { ...cap, met: caps.met(id, cap) }, holdout, always }
    const base = { id, conditions: list, ...limits }
    if (!rule.on) return { ...base, state: 'off', why: 'it is switched off' }
    if (group) return { ...base, state: group, why: group === 'held' ? held : null }
    if (!failed)
      return { ...base, state: 'blocked', why: one.why || obstacle() || 'it is on its way' }
    const { condition, wanted, value } = failed
    const why = `${condition} is ${encode(value)}, expected ${encode(wanted)}`
    return { ...base, state: 'waiting', why }
  }

  life.told.add(heard)
  for (const what of life.before) heard(what)
  host.addEventListener('open', () => void embed.client.made?.then(meet, Boolean), { signal })
  host.addEventListener('close', look, { signal })
  signal.addEventListener('abort', () => clearTimeout(timer))
  void meet()
  const settings =
    embed.options.triggers === undefined
      ? Promise.resolve()
      : fetchSettings().catch(error => {
          if (!signal.aborted) life.fail(null, error)
        })
  return {
    async trigger(given) {
      const rule = (await import('./custom.ts')).ruleOf(given)
      if (typeof rule.when !== 'function' && rule.when.hours !== undefined && !answered)
        answered = await question(embed)
      return add(rule)
    },
    async explain() {
      await settings
      return [...all.values()].map(explain)
    },
  }
}

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

function capped({ cap: { times, days } }: Rule): string {
  return `this browser has met it ${times} times within ${days} days`
}
