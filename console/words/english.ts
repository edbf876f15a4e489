import * as board from './english/board.ts'
import * as cards from './english/cards.ts'
import * as context from './english/context.ts'
import * as door from './english/door.ts'
import * as frame from './english/frame.ts'
import * as identity from './english/identity.ts'
import * as inbox from './english/inbox.ts'
import * as offer from './english/offer.ts'
import * as policy from './english/policy.ts'
import * as ready from './english/ready.ts'
import * as report from './english/report.ts'
import * as routing from './english/routing.ts'
import * as settings from './english/settings.ts'
import * as thread from './english/thread.ts'
import * as triggers from './english/triggers.ts'
import * as visitor from './english/visitor.ts'
import * as widget from './english/widget.ts'

/** The shape of a dictionary: a missing or extra key does not compile. */
export type Words = typeof board &
  typeof cards &
  typeof context &
  typeof door &
  typeof frame &
  typeof inbox &
  typeof policy &
  typeof ready &
  typeof report &
  typeof offer &
  typeof routing &
  typeof settings &
  typeof thread &
  typeof identity &
  typeof triggers &
  typeof visitor &
  typeof widget

/** Every sentence of the console in English; its shape is the contract of all other dictionaries. */
export const english: Words = {
  ...board,
  ...cards,
  ...context,
  ...door,
  ...frame,
  ...inbox,
  ...policy,
  ...ready,
  ...report,
  ...offer,
  ...routing,
  ...settings,
  ...thread,
  ...identity,
  ...triggers,
  ...visitor,
  ...widget,
}
