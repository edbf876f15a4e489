import type { WidgetSettings } from '../../protocol/people.ts'
import { fieldsOf, type TypedField, typedField } from '../cards/field.ts'
import { addressFlaw, type Flaw, type Judged } from '../cards/flaws.ts'

/** What a shop chooses for its widget, as somebody types it. */
export interface Choices {
  prechat: TypedField[]
  away: boolean
  rating: boolean
  /** Per cent. */
  likely: string
  sneakPeek: boolean
  privacyUrl: string
}

/** What the form begins with. */
export function choicesOf(widget: WidgetSettings): Choices {
  const { prechat, likely, privacyUrl, ...rest } = widget
  return {
    ...rest,
    prechat: prechat.map(typedField),
    // 0.07 times 100 is a hair more than 7 in floating point.
    likely: String(Number((likely * 100).toFixed(6))),
    privacyUrl: privacyUrl ?? '',
  }
}

/** The settings as the wire takes them, or what is wrong; a share that is not asked for stays what it can. */
export function widgetOf(choices: Choices): Judged<WidgetSettings> {
  const { prechat, likely, privacyUrl, ...rest } = choices
  const fields = fieldsOf(prechat)
  const flaws = new Map<string, Flaw>(fields.ok ? [] : fields.flaws)
  const share = likely.trim() === '' ? Number.NaN : Number(likely) / 100
  const isShare = share >= 0 && share <= 1
  if (!isShare && rest.rating) flaws.set('likely', 'key')
  const url = privacyUrl.trim()
  const bad = addressFlaw(url)
  if (bad) flaws.set('privacyUrl', bad)
  if (!fields.ok || flaws.size > 0) return { ok: false, flaws }
  const value = { ...rest, prechat: fields.value, likely: isShare ? share : 0 }
  return { ok: true, value: { ...value, privacyUrl: url || null } }
}
