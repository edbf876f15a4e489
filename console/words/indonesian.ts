import type { Words } from './english.ts'
import * as board from './indonesian/board.ts'
import * as cards from './indonesian/cards.ts'
import * as context from './indonesian/context.ts'
import * as door from './indonesian/door.ts'
import * as frame from './indonesian/frame.ts'
import * as identity from './indonesian/identity.ts'
import * as inbox from './indonesian/inbox.ts'
import * as offer from './indonesian/offer.ts'
import * as policy from './indonesian/policy.ts'
import * as ready from './indonesian/ready.ts'
import * as report from './indonesian/report.ts'
import * as routing from './indonesian/routing.ts'
import * as settings from './indonesian/settings.ts'
import * as thread from './indonesian/thread.ts'
import * as triggers from './indonesian/triggers.ts'
import * as visitor from './indonesian/visitor.ts'
import * as widget from './indonesian/widget.ts'

/** Every sentence of the console in Indonesian. */
export const indonesian: Words = {
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
